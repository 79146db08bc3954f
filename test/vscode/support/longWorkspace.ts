import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replyEdit } from '../../support/replyEdit';

const LINES = 5_000;
const EVERY = 83;
/** Lines of the long file with a bug each. */
export const BUGS = Array.from({ length: LINES }, (_, line) => line).filter(isFaulty);

/** Writes a project whose one source file has 5,000 lines and 60 bugs, in a new temporary folder; the caller removes it. */
export async function longWorkspace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fixpoint-long-'));
  await mkdir(join(folder, 'src'));
  await mkdir(join(folder, 'test'));
  const lines = Array.from({ length: LINES }, (_, line) =>
    isFaulty(line) ? wrong(line) : `// ${line}`,
  );
  await writeFile(join(folder, 'src/long.js'), `${lines.join('\n')}\n`);
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
  );
  await writeFile(
    join(folder, 'test/long.test.js'),
    `import test from 'node:test';
import assert from 'node:assert/strict';
import * as values from '../src/long.js';

test('each value is its own line', () => {
  for (const [name, value] of Object.entries(values)) assert.equal(value, Number(name.slice(1)));
});
`,
  );
  return folder;
}

/** A reply that mends all bugs. */
export function longFix(): string {
  const edits = BUGS.map((line) => replyEdit('src/long.js', wrong(line), right(line)));
  return `Each value was one too large.\n${edits.join('')}`;
}

function isFaulty(line: number): boolean {
  return line % EVERY === EVERY - 1;
}

function wrong(line: number): string {
  return `export const v${String(line)} = ${String(line)} + 1;`;
}

function right(line: number): string {
  return `export const v${String(line)} = ${String(line)};`;
}
