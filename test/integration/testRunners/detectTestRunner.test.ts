import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import { RUNNER_NAMES } from '../../../src/adapters/testRunners/detection/runnerKinds';
import { ExplainedError } from '../../../src/core/errors';
import type { TestReport } from '../../../src/core/testReport';
import { isAvailable, REPORTERS } from './trial';

type Files = Readonly<Record<string, string>>;

const NODE_TEST = "import { test } from 'node:test';\ntest('works', () => {});\n";
const VITEST_TEST = "import { test } from 'vitest';\ntest('works', () => {});\n";
const PY_TEST = 'def test_works():\n    pass\n';
const LIMITS = { timeoutMs: 60_000, silenceMs: 60_000 };
const hasCargo = await isAvailable('cargo', ['--version']);
const hasRspec = await isAvailable('ruby', ['-e', "require 'rspec/core'"]);
const hasPhpunit = await isAvailable('phpunit', ['--version']);
const hasCmake = await isAvailable('ctest', ['--version']);
const hasGo = await isAvailable('go', ['version']);
const hasPytest = await isAvailable('python3', ['-c', 'import pytest']);

async function project(files: Files, links: readonly string[] = []): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'fixpoint-detect-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  for (const name of links) {
    await mkdir(join(root, 'node_modules'), { recursive: true });
    const installed = join(import.meta.dirname, '../../../node_modules', name);
    await symlink(installed, join(root, 'node_modules', name), 'junction');
  }
  return root;
}

async function detect(
  root: string,
  more: { name?: string; command?: string } = {},
): Promise<string> {
  try {
    return (await detectTestRunner({ root, reportersFolder: REPORTERS, ...more })).name;
  } catch (error) {
    if (error instanceof ExplainedError) return `${error.area}: ${error.message}`;
    throw error;
  }
}

async function runAll(root: string, command?: string): Promise<TestReport> {
  const request = { root, reportersFolder: REPORTERS, ...(command !== undefined && { command }) };
  const runner = await detectTestRunner(request);
  const run = { root, selection: { kind: 'all' }, limits: LIMITS } as const;
  return runner.run(run, new AbortController().signal);
}

describe('detectTestRunner', () => {
  test('takes the runner of the test script, whatever else is there', async () => {
    const scripts = { test: 'node --test' };
    const files = { 'package.json': JSON.stringify({ scripts, devDependencies: { vitest: '*' } }) };
    expect(await detect(await project({ ...files, 'a.test.js': NODE_TEST }))).toBe('node:test');
  });

  test('takes vitest for a dependency, a configuration or an import', async () => {
    const manifest = JSON.stringify({ devDependencies: { vitest: '*' } });
    expect(await detect(await project({ 'package.json': manifest }, ['vitest']))).toBe('vitest');
    const config = { 'vitest.config.ts': 'export default {};' };
    expect(await detect(await project(config, ['vitest']))).toBe('vitest');
    expect(await detect(await project({ 'src/a.test.ts': VITEST_TEST }, ['vitest']))).toBe(
      'vitest',
    );
  });

  test('takes node:test when test files import it', async () => {
    expect(await detect(await project({ 'test/a.js': NODE_TEST }))).toBe('node:test');
  });

  test.skipIf(!hasCargo)('takes cargo for a manifest', async () => {
    const files = { 'Cargo.toml': '[package]\nname = "a"\n', 'src/lib.rs': '' };
    expect(await detect(await project(files))).toBe('cargo');
  });

  test.skipIf(!hasRspec)('takes RSpec for its test files', async () => {
    expect(await detect(await project({ 'spec/a_spec.rb': '' }))).toBe('rspec');
  });

  test.skipIf(!hasPhpunit)('takes PHPUnit for its test files or its configuration', async () => {
    expect(await detect(await project({ 'tests/ATest.php': '<?php\n' }))).toBe('phpunit');
    expect(await detect(await project({ 'phpunit.xml.dist': '<phpunit/>' }))).toBe('phpunit');
  });

  test.skipIf(!hasCmake)('takes CTest where CMake has tests', async () => {
    expect(await detect(await project({ 'CMakeLists.txt': 'enable_testing()\n' }))).toBe('ctest');
    expect(await detect(await project({ 'CMakeLists.txt': 'include(CTest)\n' }))).toBe('ctest');
  });

  test.skipIf(!hasGo)('takes go for a module', async () => {
    const files = { 'go.mod': 'module m\n', 'a/a_test.go': 'package a\n' };
    expect(await detect(await project(files))).toBe('go');
    expect(await detect(await project({ 'sub/go.mod': 'module m\n' }))).toBe('go');
  });

  test.skipIf(!hasPytest)('takes pytest for test files or a configuration', async () => {
    expect(await detect(await project({ 'tests/test_a.py': PY_TEST }))).toBe('pytest');
    expect(await detect(await project({ 'pyproject.toml': '[tool.pytest.ini_options]\n' }))).toBe(
      'pytest',
    );
  });

  test.skipIf(!hasPytest)('takes the flags of a test script that calls pytest', async () => {
    const scripts = { test: "pytest -k 'not other'" };
    const root = await project({
      'package.json': JSON.stringify({ scripts }),
      'test_a.py': `${PY_TEST}def test_other():\n    raise ValueError\n`,
    });
    expect(await runAll(root)).toMatchObject({
      verdict: 'passed',
      tests: [{ name: 'test_works' }],
    });
  });

  test.skipIf(!hasPytest)('with two languages, takes the one that has tests', async () => {
    const manifest = JSON.stringify({ devDependencies: { vitest: '*' } });
    const both = { 'package.json': manifest, 'tests/test_a.py': PY_TEST };
    expect(await detect(await project(both, ['vitest']))).toBe('pytest');
    const script = { ...both, 'a.test.ts': VITEST_TEST };
    expect(await detect(await project(script, ['vitest']))).toBe('vitest');
    const configured = { ...script, 'pytest.ini': '[pytest]\n' };
    expect(await detect(await project(configured, ['vitest']))).toBe('pytest');
  });

  test('takes unittest where its tests are and pytest is not', async () => {
    const bin = await project({
      'bin/python3': '#!/bin/sh\nexec /usr/bin/python3 -S "$@"\n',
    });
    await chmod(join(bin, 'bin/python3'), 0o755);
    vi.stubEnv('PATH', [join(bin, 'bin'), '/bin'].join(delimiter));
    vi.stubEnv('VIRTUAL_ENV', undefined);
    onTestFinished(() => void vi.unstubAllEnvs());
    const text = 'import unittest\nclass A(unittest.TestCase):\n    def test_a(self): pass\n';
    const root = await project({ 'tests/test_a.py': text });
    expect(await detect(root)).toBe('unittest');
    expect(await runAll(root)).toMatchObject({ verdict: 'passed', tests: [{ name: 'test_a' }] });
  });

  test('takes Maven and Gradle for their project files', async () => {
    expect(await detect(await project({ 'pom.xml': '<project/>' }))).toBe('maven');
    expect(await detect(await project({ 'build.gradle.kts': '' }))).toBe('gradle');
  });

  test('runs a command that it does not know as it is, and a known one too when asked', async () => {
    const root = await project({});
    expect(await detect(root, { command: 'make test' })).toBe('custom');
    expect(await detect(root, { command: 'npm run build && npm test' })).toBe('custom');
    expect(await detect(root, { name: 'custom', command: 'pytest' })).toBe('custom');
  });

  test('says what to do when nothing is found or something is wrong', async () => {
    const empty = await project({});
    const names = RUNNER_NAMES.join(', ');
    expect(await detect(empty)).toMatch(/^environment: No tests .*vitest.*add a test/);
    expect(await detect(empty, { name: 'jasmine' })).toBe(
      `configuration: The test runner "jasmine" is not known: use one of ${names}, custom.`,
    );
    expect(await detect(empty, { name: 'vitest', command: 'make test' })).toMatch(
      /^configuration: .*"make test" calls no runner that is known/,
    );
    expect(await detect(empty, { command: ' ' })).toMatch(/^configuration: .*is empty/);
    expect(await detect(empty, { name: 'custom' })).toMatch(/^configuration: .*test command, too/);
    expect(await detect(empty, { name: 'pytest', command: 'vitest' })).toMatch(/^configuration: /);
    expect(await detect(empty, { name: 'vitest' })).toMatch(
      /^environment: vitest is not installed.*npm install/,
    );
  });

  test('says which Python lacks pytest', async () => {
    const bin = await project({
      'bin/python3': '#!/bin/sh\necho "No module named pytest" >&2\nexit 1\n',
    });
    await chmod(join(bin, 'bin/python3'), 0o755);
    vi.stubEnv('PATH', [join(bin, 'bin'), '/bin'].join(delimiter));
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv('VIRTUAL_ENV', undefined);
    expect(await detect(await project({ 'test_a.py': PY_TEST }))).toMatch(
      /^environment: (pytest is not installed for .*-m pip install pytest)/,
    );
  });

  test.skipIf(!hasPytest)('never runs a python that lies in the workspace', async () => {
    const root = await project({
      'test_a.py': PY_TEST,
      python3: '#!/bin/sh\ntouch "$(dirname "$0")/planted"\nexit 1\n',
      'pytest.py': 'raise SystemExit("planted")\n',
    });
    await chmod(join(root, 'python3'), 0o755);
    vi.stubEnv('PATH', [root, process.env['PATH'] ?? ''].join(delimiter));
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await detect(root)).toBe('pytest');
    expect(await import('node:fs').then((fs) => fs.existsSync(join(root, 'planted')))).toBe(false);
  });
});

describe('a detected runner', { timeout: 60_000 }, () => {
  test('keeps flags, patterns and variables of the test script', async () => {
    const root = await project({
      'package.json': JSON.stringify({
        type: 'module',
        scripts: {
          test: 'ANSWER=42 node --conditions=special --test "checks/**/*.check.{js,mjs}"',
        },
      }),
      'checks/deep/a.check.js':
        "import { test } from 'node:test';\nimport assert from 'node:assert';\n" +
        "test('sees both', () => { assert.equal(process.env.ANSWER, '42'); assert.ok(process.execArgv.includes('--conditions=special')); });\n",
      'other.test.js': "throw new Error('not to be run');\n",
    });
    const report = await runAll(root);
    expect(report).toMatchObject({ verdict: 'passed', tests: [{ name: 'sees both' }] });
  });

  test.skipIf(!hasPytest)('keeps flags and files of a command given by the user', async () => {
    const root = await project({
      'test_a.py': PY_TEST,
      'test_b.py': PY_TEST + '\n\ndef test_other():\n    pass\n',
    });
    const report = await runAll(root, "pytest -k 'not other' test_b.py");
    expect(report.tests.map(({ id }) => id)).toEqual(['test_b.py::test_works']);
    expect(report.verdict).toBe('passed');
  });

  test('explains a configuration with which the runner does not start', async () => {
    const root = await project(
      { 'vitest.config.mjs': 'throw new Error("bad config");\n', 'a.test.ts': VITEST_TEST },
      ['vitest'],
    );
    const report = await runAll(root);
    expect(report.verdict).toBe('not-started');
    expect(report.explanation).toMatch(/before any test was loaded/);
    expect(report.outputTail).toContain('bad config');
  });

  test('does not take an exit in the middle of a run for success', async () => {
    const early = NODE_TEST + "test('exits', () => process.exit(0));\ntest('is lost', () => {});\n";
    const report = await runAll(await project({ 'a.test.js': early, 'b.test.js': NODE_TEST }));
    expect(report).toMatchObject({
      verdict: 'failed',
      loadErrors: [{ kind: 'crash', blocks: ['a.test.js'] }],
    });
  });

  test.skipIf(!hasPytest)(
    'does not take a green run with a bad exit code for success',
    async () => {
      const code = 'def pytest_sessionfinish(session):\n    session.exitstatus = 9\n';
      const report = await runAll(await project({ 'test_a.py': PY_TEST, 'conftest.py': code }));
      expect(report.verdict).toBe('unreadable');
      expect(report.explanation).toContain('exit code 9');
    },
  );

  test.skipIf(!hasPytest)('calls a broken conftest a load error with its place', async () => {
    const report = await runAll(
      await project({ 'test_a.py': PY_TEST, 'conftest.py': '\nimport nope\n' }),
    );
    expect(report).toMatchObject({
      verdict: 'load-error',
      loadErrors: [{ name: 'ModuleNotFoundError', frames: [{ file: 'conftest.py', line: 2 }] }],
    });
  });
});
