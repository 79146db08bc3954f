import { describe, expect, test } from 'vitest';
import { behaviourOf } from '../../../../src/core/search/behaviour';
import type { Problem } from '../../../../src/core/testReport';
import { failedTest, problem, testReport, testResult } from '../../../support/reports';

function behaviour(fields: Partial<Problem>): string {
  return behaviourOf(testReport([failedTest('adds', fields), testResult('prints')]));
}

describe('a behaviour', () => {
  test('does not depend on the order of tests and load errors, nor on times', () => {
    const errors = [problem({ message: 'one' }), problem({ message: 'two' })];
    const tests = [failedTest('adds'), testResult('prints'), testResult('reads', { output: 'x' })];
    const report = testReport(tests, { loadErrors: errors });
    const turned = testReport(
      tests.toReversed().map((each) => ({ ...each, durationMs: 99 })),
      { loadErrors: errors.toReversed(), durationMs: 99 },
    );
    expect(behaviourOf(turned)).toBe(behaviourOf(report));
  });

  test('differs with an outcome, a message, a value, a load error and the way a run ended', () => {
    const reports = [
      testReport([testResult('adds'), testResult('prints')]),
      testReport([failedTest('adds'), testResult('prints')]),
      testReport([testResult('adds'), failedTest('prints')]),
      testReport([testResult('adds'), testResult('prints', { status: 'skipped' })]),
      testReport([testResult('adds')]),
      testReport([failedTest('adds', { message: 'expected 3 to be 5' }), testResult('prints')]),
      testReport([failedTest('adds', { actual: '3' }), testResult('prints')]),
      testReport([failedTest('adds', { expected: '3' }), testResult('prints')]),
      testReport([failedTest('adds', { kind: 'throw' }), testResult('prints')]),
      testReport([testResult('adds')], { loadErrors: [problem()] }),
      testReport([testResult('adds')], { verdict: 'timed-out' }),
    ];
    expect(new Set(reports.map(behaviourOf)).size).toBe(reports.length);
  });

  test.each([
    ['an address', '<Cart object at 0x7f3a10>', '<Cart object at 0x55BEEF>'],
    ['a duration', 'Test timed out in 5001ms', 'Test timed out in 5013ms'],
    ['a duration in brackets', 'no answer (0.31s)', 'no answer (1 s)'],
    ['a temporary path', "open '/tmp/fixpoint-a1/x.txt'", "open '/tmp/fixpoint-b2/x.txt'"],
    ['a temporary path of macOS', 'at /private/var/folders/a/b/T/c', 'at /var/folders/d/e/T/f'],
    [
      'a temporary path of Windows',
      'C:\\Users\\me\\AppData\\Local\\Temp\\a',
      'D:\\Users\\you\\AppData\\Local\\Temp\\b',
    ],
    ['a port', 'connect ECONNREFUSED 127.0.0.1:4011', 'connect ECONNREFUSED 127.0.0.1:5022'],
    ['a place in a file', 'thrown at src/cart.ts:12:5', 'thrown at src/cart.ts:14:5'],
    ['a place in a Python file', 'EOF (cart.py, line 3)', 'EOF (cart.py, line 4)'],
    [
      'a unique name',
      'no 123e4567-e89b-12d3-a456-426614174000',
      'no 999e4567-e89b-12d3-a456-426614174fff',
    ],
  ])('is the same when only %s differs in a message', (_, first, second) => {
    expect(behaviour({ message: second })).toBe(behaviour({ message: first }));
  });

  test.each([
    ['a number', 'expected 3 to be 4', 'expected 2 to be 4'],
    ['a line that the code counts itself', 'bad value on line 3', 'bad value on line 4'],
    ['a duration that is a value', "expected '5s' to be '6s'", "expected '4s' to be '6s'"],
    ['a time of day', 'expected 12:30:05', 'expected 12:31:05'],
  ])('differs when %s differs in a message', (_, first, second) => {
    expect(behaviour({ message: second })).not.toBe(behaviour({ message: first }));
  });

  test('takes addresses out of values, but leaves durations in them', () => {
    expect(behaviour({ actual: '<A at 0x1f>' })).toBe(behaviour({ actual: '<A at 0x2e>' }));
    expect(behaviour({ actual: 'in 5 s' })).not.toBe(behaviour({ actual: 'in 6 s' }));
  });

  test('differs with the outputs on probe inputs, wherever they were printed', () => {
    const probed = (output: string) => behaviourOf(testReport([testResult('adds', { output })]));
    const tail = (outputTail: string) =>
      behaviourOf(testReport([testResult('adds')], { outputTail }));
    expect(probed('PROBE total(2) = 3')).not.toBe(probed('PROBE total(2) = 4'));
    expect(tail('# PROBE total(2) = 3\n')).not.toBe(tail('# PROBE total(2) = 4\n'));
    expect(probed('.PROBE a\nPROBE b\n')).toBe(tail('PROBE b\r\nchatter\nPROBE a\nPROBE b'));
    expect(probed('total(2) = 3')).toBe(probed('total(2) = 4'));
  });
});
