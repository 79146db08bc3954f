import { describe, expect, test } from 'vitest';
import { dotnetEvents } from '../../../../../src/adapters/testRunners/dotnet/dotnetEvents';
import { readTrx } from '../../../../../src/adapters/testRunners/dotnet/trx';
import type { RunnerEvent } from '../../../../../src/adapters/testRunners/report/runnerEvents';
import { trx, type WrittenResult } from './writeTrx';

const SOURCES = {
  placeOf: (className: string) =>
    className.startsWith('Shop.CalcTests') ? { file: 'tests/CalcTests.cs', line: 7 } : undefined,
  classesOf: () => [],
};

function events(results: readonly WrittenResult[], stdout = ''): readonly RunnerEvent[] {
  return dotnetEvents(SOURCES, [readTrx(trx(...results))], { stdout, stderr: '' });
}

function draw(all: readonly RunnerEvent[]): readonly string[] {
  return all.map((one) => {
    if (one.event === 'test') return `${one.status} ${one.id ?? ''} | ${one.suite.join('/')}`;
    return one.event === 'error' ? `${one.problem.kind} ${one.problem.message}` : one.event;
  });
}

const PASSED = { className: 'Shop.CalcTests', outcome: 'Passed' };

/** Reports written to the schema, not recorded. */
describe('the events of dotnet test', () => {
  test('have ids of class, method and row, however the framework names them', () => {
    const inner = 'Shop.CalcTests+Inner';
    const all = events([
      { ...PASSED, test: 'Shop.CalcTests.Adds(n: 1)', method: 'Adds' },
      { ...PASSED, test: 'Adds(2)', method: 'Adds(2)' },
      { ...PASSED, test: 'Adds (3)', method: 'Adds' },
      { ...PASSED, test: 'adds in words(n: 4)', method: 'Adds' },
      { ...PASSED, test: 'Addsall', method: 'Adds' },
      { ...PASSED, test: `${inner}.Deep`, className: inner, method: `${inner}.Deep` },
    ]);
    expect(draw(all)).toEqual([
      'start',
      'passed Shop.CalcTests.Adds(n: 1) | CalcTests',
      'passed Shop.CalcTests.Adds(2) | CalcTests',
      'passed Shop.CalcTests.Adds (3) | CalcTests',
      'passed Shop.CalcTests.Adds: adds in words(n: 4) | CalcTests',
      'passed Shop.CalcTests.Adds: Addsall | CalcTests',
      'passed Shop.CalcTests+Inner.Deep | CalcTests/Inner',
      'end',
    ]);
    expect(all[1]).toMatchObject({ file: 'tests/CalcTests.cs', line: 7 });
  });

  test('tell outcomes apart, and what is no test', () => {
    const outcomes = ['Failed', 'Timeout', 'Aborted', 'NotExecuted', 'Inconclusive'];
    const all = events([
      ...outcomes.map((outcome) => ({ ...PASSED, test: outcome, method: outcome, outcome })),
      { test: '[Test Class Cleanup Failure (A)]', method: '[x]', outcome: 'Failed' },
    ]);
    expect(draw(all).slice(1, -1)).toEqual([
      'failed Shop.CalcTests.Failed | CalcTests',
      'failed Shop.CalcTests.Timeout | CalcTests',
      'failed Shop.CalcTests.Aborted | CalcTests',
      'skipped Shop.CalcTests.NotExecuted | CalcTests',
      'skipped Shop.CalcTests.Inconclusive | CalcTests',
      'unhandled [Test Class Cleanup Failure (A)]',
    ]);
  });

  test('name the test that ran when the process crashed, and do not end', () => {
    const stdout = `The active test run was aborted. Reason: Test host process crashed : out of luck

The active Test Run was aborted because the host process exited unexpectedly.
The test running when the crash occurred:
Shop.CalcTests.Crashes

This test may, or may not be the source of the crash.
`;
    const all = events([{ ...PASSED, test: 'Adds', method: 'Adds' }], stdout);
    expect(all.at(-1)).toMatchObject({
      event: 'error',
      file: 'tests/CalcTests.cs',
      problem: {
        kind: 'crash',
        message: expect.stringContaining('The test that ran: Shop.CalcTests.Crashes.') as string,
      },
    });
  });

  test('end only when each project that ran has a whole report', () => {
    const one = [{ ...PASSED, test: 'Adds', method: 'Adds' }];
    const ran = 'Test run for /build/A.dll (.NETCoreApp,Version=v8.0)\n';
    const other = ran.replace('A.dll', 'B.dll');
    const empty = 'No test matches the given testcase filter `A` in /build/B.dll\n';
    expect(events(one, ran).at(-1)).toEqual({ event: 'end' });
    expect(events(one, ran + other).at(-1)).not.toEqual({ event: 'end' });
    expect(events(one, ran + other + empty).at(-1)).toEqual({ event: 'end' });
    expect(draw(dotnetEvents(SOURCES, [], { stdout: empty, stderr: '' }))).toEqual([
      'start',
      'end',
    ]);
    expect(dotnetEvents(SOURCES, [], { stdout: '', stderr: '' })).toEqual([]);
  });

  test('tell why the tests of a project could not be started', () => {
    const text = 'Testhost process exited with error: no compatible framework version';
    const info = `<RunInfos><RunInfo outcome="Error"><Text>${text}</Text></RunInfo></RunInfos>`;
    const xml = trx().replace('</ResultSummary>', `${info}</ResultSummary>`);
    const all = dotnetEvents(SOURCES, [readTrx(xml)], { stdout: '', stderr: '' });
    expect(draw(all)).toContain(`load ${text}`);
  });
});
