import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { isAvailable, processesIn } from '../testRunners/trial';
import { runCli, type CliRun } from './runCli';

const hasPytest =
  process.platform !== 'win32' && (await isAvailable('python3', ['-c', 'import pytest']));
/** What the end of a session may take on a busy machine, in milliseconds. */
const SPARE_MS = 5_000;
const NODE_TEST = { 'package.json': '{ "scripts": { "test": "node --test" } }\n' };
const PRICE_TEST = `import unittest
from price import reduced

class PriceTest(unittest.TestCase):
    def test_subtracts_the_discount(self):
        self.assertEqual(reduced(9, 2), 7)

    def test_without_a_discount(self):
        self.assertEqual(reduced(9, 0), 9)
`;

/** How the built-in engine fares with a project of these files. */
function fixed(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<CliRun> {
  const root = temporaryFolder();
  writeFiles(root, files);
  return runCli(['fix', '--cwd', root, ...args]);
}

describe('a project whose tests can not be kept loaded', () => {
  const price = 'exports.reduced = (price, discount) => price + discount;\n';
  const check = `const assert = require('node:assert');
const { reduced } = require('./price.js');
assert.equal(reduced(9, 2), 7);
`;

  test.each([
    ['names its check', 'node check.js', {}],
    ['hides its check', 'sh run.sh', { 'run.sh': 'node check.js\n' }],
  ])('is repaired with a command that %s, which stays as it is', async (_, command, more) => {
    const files = { 'price.js': price, 'check.js': check, ...more };
    const run = await fixed(files, '--runner', 'custom', '--test', command);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('-exports.reduced = (price, discount) => price + discount;');
    expect(run.stdout).not.toContain('--- a/check.js');
  });

  test.skipIf(!hasPytest)('is repaired with unittest', async () => {
    const files = {
      'price.py': 'def reduced(price, discount):\n    return price + discount\n',
      'test_price.py': PRICE_TEST,
    };
    const run = await fixed(files, '--runner', 'unittest');
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('Fixpoint with unittest and the built-in engine');
    expect(run.stdout).toContain('+    return price - discount');
  });
});

describe('code that does not parse', () => {
  const js = (line: string): Readonly<Record<string, string>> => ({
    ...NODE_TEST,
    'price.js': `exports.reduced = function reduced(price, discount) {\n${line}\n};\n`,
    'price.test.js': `const assert = require('node:assert');
const { test } = require('node:test');
const { reduced } = require('./price.js');
test('subtracts the discount', () => assert.equal(reduced(9, 2), 7));
`,
  });
  const python = (code: string): Readonly<Record<string, string>> => ({
    'price.py': code,
    'test_price.py': PRICE_TEST,
  });

  test.each([
    ['a bracket', js('  return Math.max(0, price - discount;'), /^\+ {2}return Math.max.*\);$/m],
    [
      'a colon',
      python('def reduced(price, discount)\n    return price - discount\n'),
      /^\+def.*:$/m,
    ],
    [
      'a bracket',
      python('def reduced(price, discount):\n    return max(0, price - discount\n'),
      /^\+.*discount\)$/m,
    ],
  ])('is repaired where %s is missing: %#', async (_, files, line) => {
    const run = await fixed(files);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toMatch(/✗ load error: .*\n\s+SyntaxError: /);
    expect(run.stdout).toMatch(line);
  });

  test('is told not to be repaired where more is wrong', async () => {
    const run = await fixed(js('  return price minus discount;'));
    expect(run).toMatchObject({ exitCode: 1, stderr: '' });
    expect(run.stdout).toMatch(/✗ load error: .*\n\s+SyntaxError: .*/);
    expect(run.stdout).toMatch(/No single change of the suspicious code makes more tests pass/);
  });
});

test('fault 62: tests that need a network which is not there end in time, and are told of', async () => {
  const js = {
    ...NODE_TEST,
    'rates.js': `exports.rate = async function rate(address) {
  const answer = await fetch(address);
  return (await answer.json()).rate * 2;
};
`,
    'rates.test.js': `const assert = require('node:assert');
const { test } = require('node:test');
const { rate } = require('./rates.js');
test('asks a server', async () => assert.equal(await rate('http://127.0.0.1:49151/rate'), 4));
test('asks a host', async () => assert.equal(await rate('http://rates.invalid/rate'), 4));
`,
  };
  const python = {
    'rates.py': `import json
from urllib.request import urlopen

def rate(address):
    with urlopen(address) as answer:
        return json.load(answer)["rate"] * 2
`,
    'test_rates.py': `from rates import rate

def test_server():
    assert rate("http://127.0.0.1:49151/rate") == 4

def test_host():
    assert rate("http://rates.invalid/rate") == 4
`,
  };
  const begun = performance.now();
  const runs = await Promise.all([fixed(js), ...(hasPytest ? [fixed(python)] : [])]);
  expect(performance.now() - begun).toBeLessThan(60_000);
  for (const run of runs) {
    expect(run).toMatchObject({ exitCode: 1, stderr: '' });
    expect(run.stdout).toMatch(
      /The tests need something that can not be reached \(.*(ECONNREFUSED|refused).*\): start it/,
    );
  }
});

const WAITING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'node:test': {
    ...NODE_TEST,
    'wait.test.js': `const { test } = require('node:test');
test('waits', () => new Promise((resolve) => setTimeout(resolve, 60_000)));
`,
  },
  ...(hasPytest && {
    pytest: { 'test_wait.py': 'import time\n\ndef test_waits():\n    time.sleep(60)\n' },
  }),
};

test('fault 50: a test that takes too long is stopped in time, and nothing is left', async () => {
  const ends = Object.entries(WAITING).map(async ([name, files]) => {
    const [root, own] = [temporaryFolder(), temporaryFolder()];
    writeFiles(root, files);
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
        encoding: 'utf8',
      });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'all');
    const begun = performance.now();
    const run = await runCli(['fix', '--cwd', root, '--timeout', '6'], { env: { TMPDIR: own } });
    expect(performance.now() - begun, name).toBeLessThan(6_000 + SPARE_MS);
    expect(run, name).toMatchObject({ exitCode: 1, stderr: '' });
    expect(run.stdout).toContain('The time limit is reached.');
    expect(run.stdout).toContain('The tests alone take longer: allow more time');
    expect([...(await processesIn(root)), ...(await processesIn(own))], name).toEqual([]);
    expect(readdirSync(own), name).toEqual([]);
    expect(git('status', '--porcelain'), name).toBe('');
  });
  await Promise.all(ends);
});
