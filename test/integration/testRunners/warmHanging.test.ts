import { describe, expect, onTestFinished, test } from 'vitest';
import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import type { WarmResult } from '../../../src/core/ports';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { isAvailable, processesIn, REPORTERS } from './trial';

const hasPytest =
  process.platform !== 'win32' && (await isAvailable('python3', ['-c', 'import pytest']));
const forever = new AbortController().signal;
/** Enough for tests that end, on a busy machine. */
const CHECK_MS = 5_000;

interface Hanging {
  readonly files: Readonly<Record<string, string>>;
  /** The code that hangs, and its test file. */
  readonly path: string;
  readonly tests: string;
  /** The condition of the endless loop, one with which all tests pass, and one with which a test fails. */
  readonly conditions: readonly [string, string, string];
}

const PYTHON: Hanging = {
  files: {
    'digits.py': `def digits(number):
    count = 0
    while number >= 0:
        number = number // 10
        count += 1
    return count
`,
    'test_digits.py': `from digits import digits

def test_before():
    assert True

def test_digits():
    assert digits(10) == 2

def test_behind():
    assert digits(0) == 0
`,
  },
  path: 'digits.py',
  tests: 'test_digits.py',
  conditions: ['number >= 0', 'number > 0', 'number > 9'],
};

const SCRIPT: Hanging = {
  files: {
    'package.json': '{ "scripts": { "test": "node --test" } }\n',
    'digits.js': `exports.digits = (number) => {
  let count = 0;
  while (number >= 0) {
    number = Math.floor(number / 10);
    count += 1;
  }
  return count;
};
`,
    'digits.test.js': `const assert = require('node:assert');
const { test } = require('node:test');
const { digits } = require('./digits.js');
test('before', () => assert.ok(true));
test('digits', () => assert.equal(digits(10), 2));
test('behind', () => assert.equal(digits(0), 0));
`,
  },
  path: 'digits.js',
  tests: 'digits.test.js',
  conditions: ['number >= 0', 'number > 0', 'number > 9'],
};

const UNITTEST: Hanging = {
  ...PYTHON,
  files: {
    ...PYTHON.files,
    'test_digits.py': `import unittest
from digits import digits

class Digits(unittest.TestCase):
    def test_a_before(self):
        self.assertTrue(True)

    def test_b_digits(self):
        self.assertEqual(digits(10), 2)

    def test_c_behind(self):
        self.assertEqual(digits(0), 0)
`,
  },
};

function drawn({ kind, passed, failed }: WarmResult): readonly unknown[] {
  // What a thread tells before it hangs may be lost with it.
  return kind === 'timed-out' ? [kind] : [kind, passed.size, failed?.size];
}

describe('a test file that hangs is kept loaded as a whole', { timeout: 120_000 }, () => {
  test.each([
    ['pytest', PYTHON],
    ['unittest', UNITTEST],
    ['node:test', SCRIPT],
  ])('by %s', async (name, { files, path, tests, conditions }) => {
    if (path === PYTHON.path && !hasPytest) return;
    const root = temporaryFolder();
    writeFiles(root, files);
    const runner = await detectTestRunner({ root, name, reportersFolder: REPORTERS });
    const request = { root, tests: [], files: [tests], parallel: 2 };
    const warm = await runner.warmUp?.(request, forever);
    onTestFinished(async () => {
      await warm?.dispose();
      expect(await processesIn(root)).toEqual([]);
    });
    const [hangs, passes, fails] = conditions;
    const results = await Promise.all(
      [hangs, passes, fails].map(async (condition) => {
        const text = files[path]?.replace(hangs, condition) ?? '';
        return warm?.check(new Map([[path, text]]), CHECK_MS, forever);
      }),
    );
    const [hung, passed, failed] = results.map((result) => result && drawn(result));
    expect(hung).toEqual(['timed-out']);
    expect(passed).toEqual(['ended', 3, 0]);
    expect(failed).toEqual(['ended', 2, 1]);
  });
});
