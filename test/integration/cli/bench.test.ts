import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { isAvailable } from '../testRunners/trial';
import { jsonLines, runCli } from './runCli';

/** A checkout with two small programs, laid out as QuixBugs is. */
const QUIXBUGS = {
  'conftest.py': 'import pytest\n\ndef pytest_configure(config):\n    pytest.use_correct = False\n',
  'python_testcases/load_testdata.py': `import json
from pathlib import Path

def load_json_testcases(name):
    path = Path(__file__).parent / ".." / "json_testcases" / f"{name}.json"
    return [json.loads(line) for line in open(path)]
`,
  'python_testcases/node.py': '',
  'python_testcases/test_add.py': `import pytest
from load_testdata import load_json_testcases
from python_programs.add import add

@pytest.mark.parametrize("given,expected", load_json_testcases("add"))
def test_add(given, expected):
    assert add(*given) == expected
`,
  'python_programs/add.py': 'def add(a, b):\n    return a - b\n',
  'json_testcases/add.json': '[[1, 2], 3]\n[[0, 0], 0]\n[[2, 5], 7]\n[[4, 1], 5]\n',
  'python_testcases/test_least.py': `from python_programs.least import least

def test_two():
    assert least([2, 1]) == 1

def test_one():
    assert least([1]) == 1

def test_three():
    assert least([3, 1, 2]) == 1
`,
  'python_programs/least.py': 'def least(items):\n    return max(items)\n',
};

/** One program in the form of the set of octopack. */
const ROW = {
  task_id: 'JavaScript/7',
  prompt: '/* Doubles.\n  >>> twice(3)\n  6\n  */\nconst twice = (n) => {\n',
  buggy_solution: '  return n + 3;\n}\n',
  test: `const testTwice = () => {
  console.assert(twice(1) === 2)
  console.assert(twice(3) === 6)
  console.assert(twice(0) === 0)
}
testTwice()
`,
};

const hasPytest = await isAvailable('python3', ['-c', 'import pytest']);

test.skipIf(!hasPytest)(
  'programs are repaired by half of their tests and judged by all',
  async () => {
    const folder = temporaryFolder();
    writeFiles(folder, QUIXBUGS);
    const results = jsonLines(await runCli(['bench', 'quixbugs', '--path', folder, '--json']));
    expect(results).toMatchObject([
      { name: 'add', plausible: true, correct: true, outcome: 'fixed' },
      { name: 'least', plausible: true, correct: true, outcome: 'fixed' },
    ]);
    expect(results[0]?.['patch']).toContain('+    return a + b');
    const one = await runCli(['bench', 'quixbugs', '--path', folder, '--only', 'least']);
    expect(one.stdout).toMatch(/^least +✓ plausible ✓ correct/);
    expect(one.stdout).toContain('correct on all tests of the set: 1 of 1 (100 %)');
  },
);

test('a program of JavaScript is repaired by half of what the set asserts', async () => {
  const file = join(temporaryFolder(), 'set.jsonl');
  writeFiles(join(file, '..'), { 'set.jsonl': `${JSON.stringify(ROW)}\n` });
  const [result] = jsonLines(await runCli(['bench', 'humanevalfix', '--path', file, '--json']));
  expect(result).toMatchObject({ name: 'JavaScript-7', plausible: true });
  expect(result?.['tried']).toBeGreaterThan(0);
});

describe('what can not be run says why', () => {
  test.each([
    [[], /Name one set: quixbugs or humanevalfix/],
    [['quixbugs'], /Name a checkout of the set with --path/],
    [['other', '--path', '.'], /Name one set/],
    [['quixbugs', '--path', '/absent'], /\/absent is no checkout of QuixBugs/],
    [['quixbugs', '--path', import.meta.dirname], /is no checkout of QuixBugs/],
    [['humanevalfix', '--path', import.meta.dirname], /is no checkout of octopack/],
    [['quixbugs', '--path', '.', '--timeout', 'soon'], /--timeout takes a number above 0/],
  ] as const)('%j', async (args, message) => {
    const run = await runCli(['bench', ...args]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(message);
  });
});
