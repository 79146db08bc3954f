import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { beginChange } from '../../../src/adapters/recovery/changeRecord';
import {
  recoverChanges,
  type RecoveredChange,
} from '../../../src/adapters/recovery/recoverChanges';
import { temporaryFolder } from '../../support/temporaryFolder';

const OLD = {
  'a.txt': Buffer.from('old a\r\nno end'),
  'b.txt': Buffer.from([0xff, 0xfe, 0x00, 0x0a]),
};
const NEW = { 'a.txt': Buffer.from('new a.txt\n'), 'b.txt': Buffer.from('new b.txt\n') };

interface Place {
  readonly root: string;
  readonly records: string;
}

describe('a change of several files', () => {
  let program = '';

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, 'changeTwoFiles.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      write: false,
    });
    program = outputFiles[0]?.text ?? '';
  });

  function place(): Place {
    const folder = temporaryFolder();
    const root = join(folder, 'work');
    mkdirSync(root);
    for (const [name, bytes] of Object.entries(OLD)) writeFileSync(join(root, name), bytes);
    chmodSync(join(root, 'b.txt'), 0o755);
    return { root, records: join(folder, 'records') };
  }

  /** Runs the change in a process of its own, which is killed at the point. */
  async function change({ root, records }: Place, point = ''): Promise<NodeJS.Signals | null> {
    const file = join(root, '..', 'change.mjs');
    writeFileSync(file, program);
    const env = { ...process.env, FIXPOINT_FAULT_POINT: point };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [file, records, root], { env });
      child.once('exit', (_, signal) => {
        resolve(signal);
      });
    });
  }

  async function kinds(at: Place): Promise<readonly RecoveredChange['kind'][]> {
    return (await recoverChanges(at)).map(({ kind }) => kind);
  }

  function holds({ root }: Place, wanted: typeof OLD): boolean {
    return Object.entries(wanted).every(([name, bytes]) =>
      readFileSync(join(root, name)).equals(bytes),
    );
  }

  test('fault 81: that is killed before, between or after its files is whole at the next start, byte and mode', async () => {
    const results: unknown[] = [];
    for (const point of ['accept-before-files', 'accept-between-files', 'accept-before-mark']) {
      const at = place();
      const signal = await change(at, point);
      const [kind] = await kinds(at);
      const { mode } = statSync(join(at.root, 'b.txt'));
      const whole = holds(at, OLD) ? 'old' : holds(at, NEW) ? 'new' : 'mixed';
      results.push([signal, kind, whole, (mode & 0o777).toString(8)]);
      expect(readdirSync(at.records)).toEqual([]);
      expect(readdirSync(at.root).sort()).toEqual(['a.txt', 'b.txt']);
    }
    expect(results).toEqual([
      ['SIGKILL', 'taken-back', 'old', '755'],
      ['SIGKILL', 'finished', 'new', '755'],
      ['SIGKILL', 'finished', 'new', '755'],
    ]);
  });

  test('fault 82: whose file a power cut emptied or tore is written anew', async () => {
    for (const torn of ['', 'new a']) {
      const at = place();
      await change(at, 'accept-between-files');
      writeFileSync(join(at.root, 'a.txt'), torn);
      expect(await kinds(at)).toEqual(['finished']);
      expect(holds(at, NEW)).toBe(true);
    }
  });

  test('fault 82: whose record a power cut tore is no change, and its record goes', async () => {
    const at = place();
    await change(at, 'accept-before-files');
    const [name = ''] = readdirSync(at.records);
    const record = readFileSync(join(at.records, name));
    writeFileSync(join(at.records, name), record.subarray(0, record.length - 5));
    expect(await kinds(at)).toEqual([]);
    expect(holds(at, OLD)).toBe(true);
    expect(readdirSync(at.records)).toEqual([]);
  });

  test('leaves what somebody wrote meanwhile alone, and keeps both texts of each file', async () => {
    const at = place();
    await change(at, 'accept-between-files');
    writeFileSync(join(at.root, 'b.txt'), 'mine');
    const [recovered] = await recoverChanges(at);
    expect(recovered).toMatchObject({ kind: 'left', paths: ['a.txt', 'b.txt'] });
    expect(readFileSync(join(at.root, 'b.txt'), 'utf8')).toBe('mine');
    const copies = recovered?.copies ?? '';
    expect(readFileSync(join(copies, 'before/a.txt'))).toEqual(OLD['a.txt']);
    expect(readFileSync(join(copies, 'after/b.txt'))).toEqual(NEW['b.txt']);
    expect(await kinds(at)).toEqual([]);
  });

  test('keeps the copies of the last ten of these only', async () => {
    const at = place();
    for (let count = 0; count < 11; count++) {
      for (const [name, bytes] of Object.entries(OLD)) writeFileSync(join(at.root, name), bytes);
      await change(at, 'accept-between-files');
      writeFileSync(join(at.root, 'b.txt'), 'mine');
      expect(await kinds(at)).toEqual(['left']);
    }
    expect(readdirSync(join(at.records, 'copies'))).toHaveLength(10);
  });

  test('is not touched while its process lives, nor from another folder', async () => {
    const at = place();
    const record = await beginChange(at, [
      { path: 'a.txt', ...{ before: OLD['a.txt'], after: null } },
    ]);
    expect(await kinds(at)).toEqual([]);
    await record.done();
    await change(at, 'accept-between-files');
    expect(await kinds({ ...at, root: join(at.root, 'other') })).toEqual([]);
    expect(await kinds(at)).toEqual(['finished']);
  });

  test('that ends by itself leaves no record', async () => {
    const at = place();
    expect(await change(at)).toBe(null);
    expect(readdirSync(at.records)).toEqual([]);
    expect(holds(at, NEW)).toBe(true);
  });
});
