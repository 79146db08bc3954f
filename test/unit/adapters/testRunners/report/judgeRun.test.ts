import { describe, expect, test } from 'vitest';
import type { ProcessResult } from '../../../../../src/adapters/processes/runProcess';
import type { Findings } from '../../../../../src/adapters/testRunners/report/findings';
import { judgeRun } from '../../../../../src/adapters/testRunners/report/judgeRun';
import type { Problem, TestResult, TestStatus } from '../../../../../src/core/testReport';

const ENDED: ProcessResult = { exitCode: 0, output: '', durationMs: 1200 };

function result(status: TestStatus, id = 'a.test.js > works'): TestResult {
  return { id, name: 'works', suite: [], status, durationMs: 1, problems: [] };
}

function problem(kind: Problem['kind'], message = 'broke'): Problem {
  return { kind, message, frames: [{ file: 'src/a.js', line: 3 }], blocks: ['a.test.js'] };
}

function found(more: Partial<Findings> = {}): Findings {
  const tests = [result('passed')];
  const none = { loadErrors: [], running: [], openFiles: [], signals: [] };
  return { started: true, ended: true, tests, ...none, ...more };
}

function judge(
  findings: Findings,
  process: ProcessResult = ENDED,
  ids?: readonly string[],
): string {
  const tests = ids?.map((id) => ({ id, name: id, suite: [] }));
  const selection =
    tests === undefined ? ({ kind: 'all' } as const) : ({ kind: 'tests', tests } as const);
  const { verdict, explanation } = judgeRun({ runner: 'vitest', process, findings, selection });
  return explanation === undefined ? verdict : `${verdict}: ${explanation}`;
}

describe('judgeRun', () => {
  test('is green only when everything agrees', () => {
    expect(judge(found())).toBe('passed');
    expect(judge(found(), ENDED, ['a.test.js > works'])).toBe('passed');
    expect(judge(found({ tests: [result('passed'), result('skipped', 'b')] }))).toBe('passed');
    expect(
      judge(found(), { stopped: 'lingered', signal: 'SIGKILL', output: '', durationMs: 1 }),
    ).toBe('passed');
  });

  test('is red without an explanation for failed tests and errors outside them', () => {
    expect(judge(found({ tests: [result('failed')] }), { ...ENDED, exitCode: 1 })).toBe('failed');
    expect(judge(found({ tests: [result('failed')] }))).toBe('failed');
    expect(judge(found({ loadErrors: [problem('unhandled')] }))).toBe('failed');
  });

  test('names what ran when too many processes were started', () => {
    const bomb = { output: '', durationMs: 4000, signal: 'SIGKILL', stopped: 'crowd' } as const;
    expect(judge(found({ ended: false, running: ['forks'] }), bomb)).toMatch(
      /^killed: vitest started more than \d+ processes and was stopped with all of them while "forks" was running\./,
    );
  });

  test('explains every other end', () => {
    const stopped = { output: '', durationMs: 4000, signal: 'SIGKILL' };
    const hang = found({ ended: false, running: ['outer > loops'] });
    const ends = [
      judge(hang, { ...stopped, stopped: 'hard' }),
      judge(found({ openFiles: ['a.test.js'] }), { ...stopped, stopped: 'silence' }),
      judge(found({ started: false }), { startError: 'spawn x ENOENT', output: '', durationMs: 1 }),
      judge(found({ started: false, ended: false, tests: [] }), { ...ENDED, exitCode: 4 }),
      judge(found({ ended: false }), { signal: 'SIGKILL', output: '', durationMs: 1 }),
      judge(found({ signals: ['SIGSEGV'], tests: [result('failed')] }), { ...ENDED, exitCode: 1 }),
      judge(found({ loadErrors: [problem('load'), problem('load')], tests: [result('failed')] })),
      judge(found({ ended: false })),
      judge(found({ tests: [] })),
      judge(found({ tests: [], loadErrors: [problem('load', 'No test suite found in file a')] })),
      judge(found(), ENDED, ['a.test.js > works', 'gone']),
      judge(found({ tests: [result('skipped'), result('todo', 'b')] })),
      judge(found(), { ...ENDED, exitCode: 1 }),
    ];
    expect(`\n${ends.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      timed-out: vitest did not end within its time limit and was stopped after 4 s while "outer > loops" was running. Look for an endless loop or a wait that never ends there, or raise the time limit.
      timed-out: vitest showed no sign of life for too long and was stopped after 4 s while "a.test.js" was running. Look for an endless loop or a wait that never ends there, or raise the time limit.
      not-started: vitest could not be started (spawn x ENOENT). Check that it is installed for this workspace, and the test command in the settings or in --test.
      not-started: vitest ended with exit code 4 before any test was loaded. Its output says why; often its configuration or the test command is wrong.
      killed: The process of vitest was killed by SIGKILL: it crashed, ran out of memory or was stopped from outside. Run the tests by hand to see which.
      killed: A process that ran tests was killed by SIGSEGV: it crashed, ran out of memory or was stopped from outside. Run the tests by hand to see which.
      load-error: 1 test file did not load because of an error at src/a.js:3: broke. Repair that first; the tests behind it are unknown until then.
      unreadable: The report of vitest breaks off, and the process ended with exit code 0. Something ends the run early, such as a call of exit in the code or a test; look for it in the output.
      no-tests: No tests were found. Check their names and places, and the settings of the test runner.
      no-tests: No tests were found. Check their names and places, and the settings of the test runner.
      no-tests: 1 of the selected tests did not run: gone. They may have been renamed or removed; list the tests again.
      no-tests: All tests were skipped, so nothing was proven. Run at least one of them.
      unreadable: No test failed, but vitest ended with exit code 1. Its output says why, for example a coverage threshold that is not met.
      "
    `);
  });

  test('takes an exit code for that of tests that ran beside those that were asked for', () => {
    const facts = {
      runner: 'dotnet',
      process: { ...ENDED, exitCode: 1 },
      findings: found(),
      selection: { kind: 'all' },
    } as const;
    expect(judgeRun(facts).verdict).toBe('unreadable');
    expect(judgeRun({ ...facts, haveOthersFailed: true }).verdict).toBe('passed');
  });
});
