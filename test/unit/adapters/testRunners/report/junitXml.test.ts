import { describe, expect, test } from 'vitest';
import { readJUnit } from '../../../../../src/adapters/testRunners/report/junitXml';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

describe('readJUnit', () => {
  test('reads cases, their suites, times, reasons and output', () => {
    const report = readJUnit(`${HEAD}<testsuites name="all">
      <testsuite name="shop" file="shop.test.js" time="1">
        <testcase classname="shop.Cart" name="adds" time="0.25" line="7"/>
        <testcase name="counts" time="1,000.5">
          <failure type="AssertionError" message="2 != 3">at a.js:1&#10;at b.js:2</failure>
          <system-out><![CDATA[said <this>]]></system-out><system-err> and that</system-err>
        </testcase>
        <testcase name="breaks"><error type="E" message="m"/><failure message="second"/></testcase>
        <testcase name="waits"><skipped message="later"/></testcase>
        <testcase name="off" status="notrun"/>
      </testsuite></testsuites>`);
    expect(report.isComplete).toBe(true);
    const shop = { suites: ['all', 'shop'], file: 'shop.test.js', className: '', output: '' };
    expect(report.cases).toEqual([
      {
        ...shop,
        className: 'shop.Cart',
        name: 'adds',
        line: 7,
        durationMs: 250,
        outcome: 'passed',
      },
      {
        ...shop,
        name: 'counts',
        durationMs: 1_000_500,
        outcome: 'failed',
        reason: { type: 'AssertionError', message: '2 != 3', text: 'at a.js:1\nat b.js:2' },
        output: 'said <this> and that',
      },
      {
        ...shop,
        name: 'breaks',
        durationMs: 0,
        outcome: 'error',
        reason: { type: 'E', message: 'm', text: '' },
      },
      {
        ...shop,
        name: 'waits',
        durationMs: 0,
        outcome: 'skipped',
        reason: { type: '', message: 'later', text: '' },
      },
      { ...shop, name: 'off', durationMs: 0, outcome: 'skipped' },
    ]);
  });

  test('has the output of the first of several attempts', () => {
    const report = readJUnit(`<testsuite name="s"><testcase name="one">
      <failure message="m"/><rerunFailure message="m"><system-out>again</system-out></rerunFailure>
      <system-out>first</system-out></testcase><testcase name="two"/></testsuite>`);
    expect(report.cases).toMatchObject([{ output: 'first', outcome: 'failed' }, { name: 'two' }]);
  });

  test('keeps what was read of a report that breaks off, and says so', () => {
    const report = readJUnit(`${HEAD}<testsuite name="s"><testcase name="one"/><testcase name="tw`);
    expect(report).toMatchObject({ isComplete: false, cases: [{ name: 'one' }] });
    expect(readJUnit('')).toEqual({ cases: [], suiteErrors: [], isComplete: false });
    expect(readJUnit('no xml at all').isComplete).toBe(false);
  });

  test('control characters, which XML forbids, do no harm', () => {
    const report = readJUnit(
      `${HEAD}<testsuite name="s"><testcase name="a"><failure message="x">\u0007\u001b[31mred</failure></testcase></testsuite>`,
    );
    expect(report.isComplete).toBe(true);
    expect(report.cases[0]?.reason?.text).toContain('red');
  });

  test('an error of a suite is no case', () => {
    const report = readJUnit(
      '<testsuite name="s"><error type="Setup" message="no db"/></testsuite>',
    );
    expect(report.cases).toEqual([]);
    expect(report.suiteErrors).toEqual([{ type: 'Setup', message: 'no db', text: '' }]);
  });
});
