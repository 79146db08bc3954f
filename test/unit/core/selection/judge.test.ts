import { describe, expect, test } from 'vitest';
import { judge, type Standard } from '../../../../src/core/selection/judge';
import { redOf } from '../../../../src/core/selection/targets';
import type { TestReport } from '../../../../src/core/testReport';
import { failedTest, problem, testReport, testResult } from '../../../support/reports';

function standard(baseline: TestReport, fields: Partial<Standard> = {}): Standard {
  return { baseline, targets: redOf(baseline), flaky: new Set(), ...fields };
}

const baseline = testReport([failedTest('adds'), testResult('prints')]);

describe('the verdict', () => {
  test('is 1 when the target passes, nothing broke and the whole suite ran', () => {
    const report = testReport([testResult('adds'), testResult('prints')]);
    expect(judge(standard(baseline), report, 'whole')).toMatchObject({
      fixed: 1,
      total: 1,
      value: 1,
    });
  });

  test('is below 1 while only the targets were run', () => {
    const report = testReport([testResult('adds')]);
    expect(judge(standard(baseline), report, 'targets').value).toBeLessThan(1);
  });

  test('names a test that passed before and fails now', () => {
    const report = testReport([testResult('adds'), failedTest('prints')]);
    const verdict = judge(standard(baseline), report, 'whole');
    expect(verdict).toMatchObject({ fixed: 1, regressions: ['test/cart.test.ts > prints'] });
    expect(verdict.value).toBeCloseTo(0.8);
  });

  test('counts a test that was skipped or expected to fail, and is red now, as broken', () => {
    const before = testReport([
      failedTest('adds'),
      testResult('prints', { status: 'xfail' }),
      testResult('rounds', { status: 'skipped' }),
    ]);
    const report = testReport([testResult('adds'), failedTest('prints'), failedTest('rounds')]);
    const verdict = judge(standard(before), report, 'whole');
    expect(verdict.regressions).toEqual([
      'test/cart.test.ts > prints',
      'test/cart.test.ts > rounds',
    ]);
    expect(verdict.value).toBeLessThan(1);
  });

  test('is worth something, but not 1, when all is green and the exit code says otherwise', () => {
    const report = testReport([testResult('adds'), testResult('prints')], {
      verdict: 'unreadable',
    });
    const { value } = judge(standard(baseline), report, 'whole');
    expect(value).toBeGreaterThan(0.15);
    expect(value).toBeLessThan(1);
  });

  test('counts a test that is gone as broken, and a target that is gone as red', () => {
    const verdict = judge(standard(baseline), testReport([testResult('other')]), 'whole');
    expect(verdict).toMatchObject({
      stillRed: ['test/cart.test.ts > adds'],
      regressions: ['test/cart.test.ts > prints'],
    });
  });

  test('calls a test that is skipped now weakened, never fixed', () => {
    const report = testReport([testResult('adds', { status: 'skipped' }), testResult('prints')]);
    const verdict = judge(standard(baseline), report, 'whole');
    expect(verdict).toMatchObject({
      fixed: 0,
      testsWeakened: ['"adds" ran before and is now skipped.'],
    });
    expect(verdict.value).toBeLessThan(1);
  });

  test('counts failures that a load error had hidden', () => {
    const blocks = ['test/cart.test.ts'];
    const broken = testReport([], {
      verdict: 'load-error',
      loadErrors: [problem({ kind: 'load', message: 'Unexpected token', blocks })],
    });
    const revealed = testReport([testResult('adds'), failedTest('prints')]);
    expect(judge(standard(broken), revealed, 'whole')).toMatchObject({ fixed: 1, total: 2 });
    const healed = testReport([testResult('adds'), testResult('prints')]);
    expect(judge(standard(broken), healed, 'whole')).toMatchObject({
      fixed: 1,
      total: 1,
      value: 1,
    });
  });

  test('does not count a file that hung and fails now as a gain', () => {
    const hung = testReport([], {
      verdict: 'timed-out',
      loadErrors: [problem({ kind: 'timeout', message: 'no end', blocks: ['test/cart.test.ts'] })],
    });
    const failing = testReport([testResult('adds'), failedTest('prints')]);
    expect(judge(standard(hung), failing, 'whole')).toMatchObject({ fixed: 0, total: 2 });
    const healed = testReport([testResult('adds'), testResult('prints')]);
    expect(judge(standard(hung), healed, 'whole').value).toBe(1);
  });

  test('ignores flaky tests in both directions', () => {
    const flaky = new Set(['test/cart.test.ts > prints']);
    const report = testReport([testResult('adds'), failedTest('prints')]);
    expect(judge(standard(baseline, { flaky }), report, 'whole').value).toBe(1);
  });

  test('tolerates what was red before and was not asked for', () => {
    const two = testReport([failedTest('adds'), failedTest('rounds')]);
    const targets = redOf(two).slice(0, 1);
    const report = testReport([testResult('adds'), failedTest('rounds')]);
    expect(judge(standard(two, { targets }), report, 'whole').value).toBe(1);
  });

  test.each(['timed-out', 'killed', 'unreadable', 'not-started', 'no-tests'] as const)(
    'is never 1 after a run that ended as %s',
    (verdict) => {
      const report = testReport([testResult('adds'), testResult('prints')], { verdict });
      expect(judge(standard(baseline), report, 'whole').value).toBeLessThan(1);
    },
  );

  test('is not 1 when the run failed although each test passed', () => {
    const report = testReport([testResult('adds'), testResult('prints')], { verdict: 'failed' });
    expect(judge(standard(baseline), report, 'whole')).toMatchObject({
      stillRed: ['the run itself failed'],
    });
  });
});
