import { execa } from 'execa';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { searchMutants } from '../../../src/core/mutation/searchMutants';
import type { MutantCheck, MutantFound } from '../../../src/core/mutation/searchMutants';
import type { FileTexts } from '../../../src/core/ports';
import type { Problem } from '../../../src/core/testReport';
import { syntax } from '../../support/parseSource';
import { monotonicClock } from '../../../src/adapters/monotonicClock';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fixpoint-mutants-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Runs the checks in real processes, up to the first that fails; each is one target. */
async function check(
  changes: FileTexts,
  checks: readonly string[],
  signal: AbortSignal,
): Promise<MutantCheck> {
  for (const [file, text] of changes) await writeFile(path.join(folder, file), text ?? '');
  let fixed = 0;
  for (const code of checks) {
    const run = await execa(process.execPath, ['-e', `const assert = require('assert'); ${code}`], {
      cwd: folder,
      reject: false,
      timeout: 1000,
      killSignal: 'SIGKILL',
      cancelSignal: signal,
    });
    if (run.exitCode !== 0) break;
    fixed += 1;
  }
  return { fixed, total: checks.length, broken: false };
}

async function repair(
  text: string,
  checks: readonly string[],
  problems: readonly Problem[],
): Promise<MutantFound | undefined> {
  const running = searchMutants(
    {
      files: new Map([['code.js', text]]),
      places: [{ path: 'code.js', startRow: 0, endRow: 99, suspiciousness: 1 }],
      parentFixed: 0,
      problems,
      syntax,
      check: (changes, signal) => check(changes, checks, signal),
      clock: monotonicClock,
      limits: {
        candidates: 300,
        milliseconds: 60_000,
        perPlace: 300,
        afterGain: 300,
        afterWholeMs: 0,
        parallel: 1,
        ahead: 1,
      },
      seed: 1,
    },
    new AbortController().signal,
  );
  for (;;) {
    const step = await running.next();
    if (step.done === true) return step.value[0];
  }
}

test.each([
  [
    'a bound that is one short',
    'exports.sum = (list) => {\n  let sum = 0;\n  for (let i = 0; i < list.length - 1; i++) sum += list[i];\n  return sum;\n};\n',
    [
      "assert.equal(require('./code.js').sum([1, 2, 3]), 6);",
      "assert.equal(require('./code.js').sum([4]), 4);",
    ],
    [],
  ],
  [
    'a promise that is not waited for',
    'const load = async () => [1, 2];\nexports.count = async () => {\n  const list = load();\n  return list.length;\n};\n',
    ["require('./code.js').count().then((count) => assert.equal(count, 2));"],
    [],
  ],
  [
    'a loop that never steps on',
    'exports.times = (n) => {\n  let out = "";\n  let i = 0;\n  while (i < n) {\n    out += "x";\n  }\n  return out;\n};\n',
    [
      "assert.equal(require('./code.js').times(3), 'xxx');",
      "assert.equal(require('./code.js').times(0), '');",
    ],
    [{ kind: 'timeout', message: 'The test took too long.', frames: [] }],
  ],
] satisfies readonly (readonly [string, string, readonly string[], readonly Problem[]])[])(
  'repairs %s by running real checks',
  async (_, text, checks, problems) => {
    const found = await repair(text, checks, problems);
    expect(found?.check).toEqual({ fixed: checks.length, total: checks.length, broken: false });
  },
  90_000,
);
