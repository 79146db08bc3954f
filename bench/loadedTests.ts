import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { detectTestRunner } from '../src/adapters/testRunners/detection/detectTestRunner';
import type { TestRunner, WarmTests } from '../src/core/ports';
import { linkPackages } from '../test/integration/testRunners/installedRunners';

/** A project whose one test takes no time, and the text that a candidate changes. */
interface Project {
  readonly runner: string;
  readonly files: Readonly<Record<string, string>>;
  readonly path: string;
  /** Of npm, installed for this project's own tests. */
  readonly packages?: readonly string[];
}

const PROJECTS: readonly Project[] = [
  {
    runner: 'node:test',
    path: 'add.js',
    files: {
      'package.json': '{ "private": true, "scripts": { "test": "node --test" } }',
      'add.js': 'exports.add = (a, b) => a - b;\n',
      'add.test.js':
        "const test = require('node:test');\nconst assert = require('node:assert');\nconst { add } = require('./add.js');\ntest('adds', () => assert.strictEqual(add(1, 2), 3));\n",
    },
  },
  {
    runner: 'vitest',
    path: 'add.js',
    files: {
      'package.json': '{ "private": true, "type": "module" }',
      'add.js': 'export const add = (a, b) => a - b;\n',
      'add.test.js':
        "import { expect, test } from 'vitest';\nimport { add } from './add.js';\ntest('adds', () => expect(add(1, 2)).toBe(3));\n",
    },
    packages: ['vitest'],
  },
  {
    runner: 'jest',
    path: 'add.js',
    files: {
      'package.json': '{ "private": true, "jest": {} }',
      'add.js': 'exports.add = (a, b) => a - b;\n',
      'add.test.js':
        "const { add } = require('./add.js');\ntest('adds', () => expect(add(1, 2)).toBe(3));\n",
    },
    packages: ['jest'],
  },
  {
    runner: 'pytest',
    path: 'add.py',
    files: {
      'add.py': 'def add(a, b):\n    return a - b\n',
      'test_add.py': 'from add import add\n\ndef test_adds():\n    assert add(1, 2) == 3\n',
    },
  },
  {
    runner: 'unittest',
    path: 'add.py',
    files: {
      'add.py': 'def add(a, b):\n    return a - b\n',
      'test_add.py':
        'import unittest\nfrom add import add\n\nclass Adds(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(add(1, 2), 3)\n',
    },
  },
];

const REPORTERS = resolve('src/adapters/testRunners/reporters');
const LIMITS = { timeoutMs: 60_000, silenceMs: 60_000 };
/** Checks for each figure, after as many to get warm. */
const CHECKS = 100;
/** Ordinary runs for the reference. */
const RUNS = 5;
const { signal } = new AbortController();

for (const project of PROJECTS) await measure(project);

async function measure({ runner: name, files, path, packages = [] }: Project): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'fixpoint-bench-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    await linkPackages(root, ...packages);
    const runner = await detectTestRunner({ root, name, reportersFolder: REPORTERS });
    const ordinary = await ordinaryRate(runner, root);
    const { tests } = await runner.run(
      { root, selection: { kind: 'all' }, limits: LIMITS },
      signal,
    );
    const warm = await runner.warmUp?.({ root, tests, parallel: 2 }, signal);
    if (warm === undefined) throw new Error(`The tests of ${name} could not be loaded.`);
    const text = files[path] ?? '';
    await rate(warm, { path, text, lanes: 2 });
    const one = await rate(warm, { path, text, lanes: 1 });
    const two = await rate(warm, { path, text, lanes: 2 });
    await warm.dispose();
    const times = (figure: number): string =>
      `${figure.toFixed(0)}/s (${(figure / ordinary).toFixed(0)}×)`;
    console.log(
      `${name}: ordinary runs ${ordinary.toFixed(1)}/s; loaded, one at a time ${times(one)}, two at a time ${times(two)}`,
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function ordinaryRate(runner: TestRunner, root: string): Promise<number> {
  const started = performance.now();
  for (let run = 0; run < RUNS; run++) {
    await runner.run({ root, selection: { kind: 'all' }, limits: LIMITS }, signal);
  }
  return (RUNS * 1000) / (performance.now() - started);
}

/** Checks a second, each of another text. */
async function rate(
  warm: WarmTests,
  { path, text, lanes }: { readonly path: string; readonly text: string; readonly lanes: number },
): Promise<number> {
  const started = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < CHECKS) {
      const changed = text.replace('a - b', `a - b - ${String(next++)}`);
      const { kind } = await warm.check(new Map([[path, changed]]), 5_000, signal);
      if (kind !== 'ended') throw new Error(`A check was ${kind}.`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (CHECKS * 1000) / (performance.now() - started);
}
