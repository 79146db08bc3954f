import { describe, expect, test } from 'vitest';
import { readTrx } from '../../../../../src/adapters/testRunners/dotnet/trx';
import { trx } from './writeTrx';

describe('a TRX report, written to the schema and not recorded', () => {
  test('has the results with their classes, words and times', () => {
    const report = readTrx(
      trx(
        {
          test: 'Shop.CalcTests.Adds(n: 1)',
          className: 'Shop.CalcTests, Shop.Tests, Version=1.0.0.0',
          method: 'Adds',
          outcome: 'Failed',
          duration: '00:01:02.5000000',
          message: 'Assert.Equal() Failure&#xD;\nExpected: 1',
          stack: '   at Shop.CalcTests.Adds(Int32 n) in /tree/CalcTests.cs:line 7',
          output: 'printed',
        },
        { test: 'Adds', className: 'Shop.CalcTests', method: 'Adds', outcome: 'Passed' },
      ),
    );
    expect(report.isComplete).toBe(true);
    expect(report.results[0]).toEqual({
      testName: 'Shop.CalcTests.Adds(n: 1)',
      className: 'Shop.CalcTests',
      method: 'Adds',
      outcome: 'Failed',
      durationMs: 62_500,
      message: 'Assert.Equal() Failure\nExpected: 1',
      stack: '   at Shop.CalcTests.Adds(Int32 n) in /tree/CalcTests.cs:line 7',
      output: 'printed',
    });
  });

  test('has rows in place of the test that they belong to, whichever of both its counters mean', () => {
    const rows = `<UnitTestResult testId="1" testName="Adds" outcome="Failed"><InnerResults>
      <UnitTestResult testId="1" testName="Adds (1)" outcome="Passed"/>
      <UnitTestResult testId="1" testName="Adds (2)" outcome="Failed"/>
      </InnerResults></UnitTestResult>`;
    const whole = (counters: string): string =>
      `<TestRun><Results>${rows}</Results><ResultSummary><Counters ${counters}/></ResultSummary></TestRun>`;
    const counted = ['total="1" passed="0"', 'total="2" passed="1"', 'total="3" passed="1"'];
    for (const counters of counted) {
      const { results, isComplete } = readTrx(whole(counters));
      expect(results.map(({ testName }) => testName)).toEqual(['Adds (1)', 'Adds (2)']);
      expect(isComplete).toBe(true);
    }
    expect(readTrx(whole('total="2" passed="2"')).isComplete).toBe(false);
  });

  test('is not complete when it breaks off, lacks counters or is none', () => {
    const whole = trx({ test: 'A', className: 'B', method: 'A', outcome: 'Passed' });
    expect(readTrx(whole).isComplete).toBe(true);
    expect(readTrx(whole.slice(0, -20)).isComplete).toBe(false);
    expect(readTrx(whole.replace(/<Counters.*\/>/, '')).isComplete).toBe(false);
    expect(readTrx('').isComplete).toBe(false);
  });
});
