import { describe, expect, test } from 'vitest';
import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import type { TestRunRequest } from '../../../src/core/ports';
import type { TestReport } from '../../../src/core/testReport';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { isAvailable, REPORTERS } from './trial';
import { coveredLines } from './warmProject';

const LIMITS = { timeoutMs: 60_000, silenceMs: 60_000 };
const FILES = {
  'README.md': 'Two packages.',
  'web/package.json': '{ "type": "module", "scripts": { "test": "node --test" } }',
  'web/cart.test.js': "import { test } from 'node:test';\ntest('adds', () => {});\n",
  'api/pyproject.toml': '[tool.pytest.ini_options]\n',
  'api/test_cart.py': 'def test_counts():\n    assert len([]) == 1\n',
  'docs/package.json': '{}',
};

const hasPytest = await isAvailable('python3', ['-c', 'import pytest']);

describe.skipIf(!hasPytest)('a workspace of several packages', { timeout: 60_000 }, () => {
  const run = async (
    more: Partial<TestRunRequest> = {},
    files: Readonly<Record<string, string>> = FILES,
  ): Promise<TestReport> => {
    const root = temporaryFolder();
    writeFiles(root, files);
    const runner = await detectTestRunner({ root, reportersFolder: REPORTERS });
    const all = { root, selection: { kind: 'all' }, limits: LIMITS } as const;
    return runner.run({ ...all, ...more }, new AbortController().signal);
  };

  test('is tested package by package, each with its own runner', async () => {
    const report = await run();
    expect(report).toMatchObject({ runner: 'pytest + node:test', verdict: 'failed' });
    expect(report.tests).toMatchObject([
      {
        id: 'api/test_cart.py::test_counts',
        file: 'api/test_cart.py',
        status: 'failed',
        problems: [{ frames: [{ file: 'api/test_cart.py', line: 2 }] }],
      },
      { id: 'web/cart.test.js > adds', file: 'web/cart.test.js', status: 'passed' },
    ]);
  });

  test('runs only the packages of what is selected', async () => {
    const files = await run({ selection: { kind: 'files', files: ['web/cart.test.js'] } });
    expect(files).toMatchObject({ verdict: 'passed', tests: [{ id: 'web/cart.test.js > adds' }] });
    const [failed] = (await run()).tests;
    if (!failed) throw new Error('No test was seen.');
    const one = await run({ selection: { kind: 'tests', tests: [failed] } });
    expect(one.tests.map(({ id }) => id)).toEqual([failed.id]);
    const gone = await run({ selection: { kind: 'files', files: ['docs/a.test.js'] } });
    expect(gone).toMatchObject({ verdict: 'no-tests', tests: [] });
  });

  test('tests of one package are kept loaded by its own runner', async () => {
    const root = temporaryFolder();
    const { signal } = new AbortController();
    const test = 'import cart\ndef test_counts():\n    assert cart.count() == 1\n';
    const code = 'def count():\n    return 0\n';
    writeFiles(root, { ...FILES, 'api/cart.py': code, 'api/test_cart.py': test });
    const runner = await detectTestRunner({ root, reportersFolder: REPORTERS });
    const id = 'api/test_cart.py::test_counts';
    const tests = [{ id, name: 'test_counts', suite: [], file: 'api/test_cart.py' }];
    const warm = await runner.warmUp?.({ root, tests, parallel: 1 }, signal);
    const changes = new Map([['api/cart.py', 'def count():\n    return 1\n']]);
    expect(await warm?.check(changes, 20_000, signal)).toEqual({
      kind: 'ended',
      passed: new Set([id]),
      failed: new Set(),
    });
    const request = { changes, path: 'api/cart.py', expressions: ['count()'], timeoutMs: 20_000 };
    expect(await warm?.evaluate?.(request, signal)).toEqual([{ kind: 'value', text: '1' }]);
    const lines = warm && (await coveredLines(warm, 'api/cart.py'));
    expect(lines).toEqual({ [id]: [2] });
    await warm?.dispose();
    const other = {
      id: 'web/cart.test.js > adds',
      name: 'adds',
      suite: [],
      file: 'web/cart.test.js',
    };
    const both = { root, tests: [...tests, other], parallel: 1 };
    expect(await runner.warmUp?.(both, signal)).toBeUndefined();
  });

  test('a root that is a project is run beside its packages, and what is selected in its own folder', async () => {
    const files = {
      ...FILES,
      'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }',
      'root.test.js': "import { test } from 'node:test';\ntest('roots', () => {});\n",
    };
    const report = await run({}, files);
    expect(report).toMatchObject({ runner: 'node:test + pytest', verdict: 'failed' });
    const ids = [
      'root.test.js > roots',
      'web/cart.test.js > adds',
      'api/test_cart.py::test_counts',
    ];
    expect(report.tests.map(({ id }) => id)).toEqual(ids);
    for (const one of report.tests) {
      const again = await run({ selection: { kind: 'tests', tests: [one] } }, files);
      expect(again.tests.map(({ id, status }) => [id, status])).toEqual([[one.id, one.status]]);
    }
  });
});
