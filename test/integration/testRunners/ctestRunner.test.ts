import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testRunnerContract } from './contract';
import { fileOf, isAvailable, openProject, runTrial, testNamed } from './trial';
import { CTEST } from './trials/ctest';

const hasCmake = await isAvailable('ctest', ['--version']);

describe.skipIf(!hasCmake)('ctest', { timeout: 120_000 }, () => {
  testRunnerContract(CTEST);

  test('marks of CTest tell what its report does not', async () => {
    const report = await runTrial(CTEST, { root: await openProject(CTEST, 'marks') });
    expect(report).toMatchObject({ verdict: 'failed', loadErrors: [] });
    const drawn = report.tests.map(({ name, status, problems }) =>
      [status, name, ...problems.map(({ kind, message }) => `${kind}: ${message}`)].join(' | '),
    );
    expect(drawn).toMatchInlineSnapshot(`
      [
        "skipped | IsDisabled",
        "passed | FailsAsExpected",
        "failed | ShouldFail | assert: The test program failed.",
        "failed | IsSlow | timeout: The test did not end within the time that its CMakeLists.txt gives it.",
        "failed | HasNoProgram | load: Unable to find executable: absent",
        "failed | Prepares | assert: The test program failed.",
        "failed | NeedsDatabase | hook: Failed test dependencies: Prepares",
      ]
    `);
  });

  test('a suite of GoogleTest that could not be prepared is red, not skipped', async () => {
    const root = await openProject(CTEST, 'hook');
    const report = await runTrial(CTEST, { root, ...fileOf(CTEST, 'hook') });
    expect(testNamed(CTEST, report, 'is behind the hook of a suite')).toMatchObject({
      status: 'failed',
      problems: [{ kind: 'hook', message: 'the hook broke' }],
    });
  });

  test('tells why a build fails, and tests what is changed then', async () => {
    const root = await openProject(CTEST);
    const source = join(root, 'src/calc.cpp');
    const text = await readFile(source, 'utf8');
    await writeFile(source, text.replace('a - b', 'a + absent'));
    const broken = await runTrial(CTEST, { root, ...fileOf(CTEST, 'basic') });
    expect(broken).toMatchObject({ verdict: 'load-error', tests: [] });
    expect(broken.loadErrors).toMatchObject([
      {
        kind: 'compile',
        blocks: ['tests/basic_test.cpp'],
        frames: [{ file: 'src/calc.cpp', line: 5 }],
      },
    ]);
    await writeFile(source, text.replace('a - b', 'a + b'));
    const repaired = await runTrial(CTEST, { root, ...fileOf(CTEST, 'basic') });
    expect(testNamed(CTEST, repaired, 'adds numbers').status).toBe('passed');
  });
});
