import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FAULTS, faultsOf } from '../support/faults';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TITLE = /(['"`])(faults? \d+(?:(?!\1)[^\\\n]|\\.)*)\1/g;

/** The titles of all tests of faults, as the sources have them. */
async function titles(): Promise<readonly string[]> {
  const names = await readdir(path.join(ROOT, 'test'), { recursive: true });
  const files = names.filter(
    (name) => name.endsWith('.test.ts') && !/node_modules|architecture/.test(name),
  );
  const texts = await Promise.all(
    files.map((name) => readFile(path.join(ROOT, 'test', name), 'utf8')),
  );
  return texts.flatMap((text) => [...text.matchAll(TITLE)].map(([, , title = '']) => title));
}

describe('the faults', () => {
  test('have a test each', async () => {
    const tested = new Set((await titles()).flatMap(faultsOf));
    const missing = FAULTS.flatMap((fault, at) =>
      tested.has(at + 1) ? [] : [`${String(at + 1)} ${fault}`],
    );
    expect(missing).toEqual([]);
  });

  test('are listed with their tests in docs/faults.md; written with `npm run faults`', async () => {
    const table = await readFile(path.join(ROOT, 'docs/faults.md'), 'utf8');
    const listed = new Set(table.split('\n').map((line) => line.split(' | ')[2]));
    const numbered = (await titles()).filter((title) => faultsOf(title).length > 0);
    expect(numbered.filter((title) => !/[$%]/.test(title) && !listed.has(title))).toEqual([]);
    expect(table).not.toMatch(/\| (?:not tested|failed|skipped|pending) \|$/m);
  });
});
