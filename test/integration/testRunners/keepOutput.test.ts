import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCustomRunner } from '../../../src/adapters/testRunners/custom/customRunner';
import { keepOutput } from '../../../src/adapters/testRunners/report/keepOutput';
import { temporaryFolder } from '../../support/temporaryFolder';

const LIMITS = { timeoutMs: 60_000, silenceMs: 60_000 };
const { signal } = new AbortController();
const LINES = 20_000;

function printing(file: string): { run(text: string): Promise<string> } {
  return {
    async run(text) {
      const script = `for (let i = 0; i < ${String(LINES)}; i++) console.log(${JSON.stringify(text)}, i)`;
      const hide = (lines: string): string => lines.replaceAll('hush', '****');
      const custom = createCustomRunner(`"${process.execPath}" -e '${script}'`);
      const runner = keepOutput(custom, file, hide);
      let heard = '';
      const onOutput = (piece: string): void => {
        heard += piece;
      };
      const all = { selection: { kind: 'all' }, limits: LIMITS } as const;
      const report = await runner.run({ root: temporaryFolder(), ...all, onOutput }, signal);
      expect(report.outputTail.length).toBeLessThan(20_000);
      return heard;
    },
  };
}

test('the output of the last run is kept whole, for this user only', async () => {
  const file = join(temporaryFolder(), 'new', 'last-output.txt');
  await printing(file).run('first');
  const heard = await printing(file).run('second line');
  const kept = readFileSync(file, 'utf8');
  expect(kept).toBe(heard);
  expect(kept.split('\n')).toHaveLength(LINES + 1);
  expect(kept).not.toContain('first');
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('tests are run also where the output can not be kept', async () => {
  const file = join(temporaryFolder(), 'taken');
  mkdirSync(file);
  expect(await printing(file).run('told all the same')).toContain('told all the same 19999');
});

test('lines are kept as they are hidden, whatever pieces they come in', async () => {
  const file = join(temporaryFolder(), 'last-output.txt');
  const heard = await printing(file).run('a long line with hush in it');
  const kept = readFileSync(file, 'utf8');
  expect(kept).not.toContain('hush');
  expect(kept).toBe(heard.replaceAll('hush', '****'));
});
