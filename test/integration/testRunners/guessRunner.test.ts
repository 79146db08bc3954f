import { describe, expect, test } from 'vitest';
import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import { guessRunner } from '../../../src/adapters/testRunners/detection/guessRunner';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { REPORTERS } from './trial';

const VITEST_MANIFEST = JSON.stringify({ devDependencies: { vitest: '*' } });

describe('the runner of a project without tests', () => {
  test.each([
    ['an empty folder', {}, 'node:test'],
    ['notes alone', { 'notes.md': '# Ideas\n' }, 'node:test'],
    ['a package', { 'package.json': '{}' }, 'node:test'],
    ['a script', { 'src/index.ts': 'export {};\n' }, 'node:test'],
    ['a package that has Vitest', { 'package.json': VITEST_MANIFEST }, 'vitest'],
    ['a Python file', { 'app/main.py': '' }, 'pytest'],
    ['a Python project file', { 'pyproject.toml': '[project]\n' }, 'pytest'],
    ['a package with a Python tool', { 'package.json': '{}', 'tool.py': '' }, 'node:test'],
  ])('of %s is guessed', async (_, files, runner) => {
    const root = temporaryFolder();
    writeFiles(root, files);
    expect((await guessRunner(root)).runner).toBe(runner);
  });

  test.each([
    ['slugify(title) in slugify.py', {}, 'pytest'],
    ['a Python 3 function that adds', {}, 'pytest'],
    ['a stack, with python3.12', { 'notes.md': '# Ideas\n' }, 'pytest'],
    ['a function like that of tool.py', { 'src/index.ts': 'export {};\n' }, 'node:test'],
    ['a Python function', { 'package.json': '{}' }, 'node:test'],
    ['a happy pythoness with copy.pyx', {}, 'node:test'],
  ])('is told by the words %j where the files %j leave it open', async (words, files, runner) => {
    const root = temporaryFolder();
    writeFiles(root, files);
    expect((await guessRunner(root, words)).runner).toBe(runner);
  });

  test('is only guessed on request, and what a project has comes first', async () => {
    const root = temporaryFolder();
    const request = { root, reportersFolder: REPORTERS };
    await expect(detectTestRunner(request)).rejects.toThrow(/^No tests of a known runner/);
    const guessed = await detectTestRunner({ ...request, mayLackTests: true });
    expect(guessed.name).toBe('node:test');
    await expect(
      detectTestRunner({ ...request, mayLackTests: true, name: 'vitest' }),
    ).rejects.toThrow(/^vitest is not installed/);
  });

  test('runs, and reports that there are no tests', async () => {
    const root = temporaryFolder();
    const runner = await detectTestRunner({
      root,
      reportersFolder: REPORTERS,
      mayLackTests: true,
    });
    const limits = { timeoutMs: 60_000, silenceMs: 60_000 };
    const request = { root, selection: { kind: 'all' }, limits } as const;
    const report = await runner.run(request, new AbortController().signal);
    expect(report).toMatchObject({ verdict: 'no-tests', tests: [], loadErrors: [] });
  });
});
