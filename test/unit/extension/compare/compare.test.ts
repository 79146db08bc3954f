import { describe, expect, test } from 'vitest';
import type { TestReport, TestResult } from '../../../../src/core/testReport';
import {
  changedResults,
  changedResultsText,
} from '../../../../src/extension/compare/changedResults';
import { comparedTexts } from '../../../../src/extension/compare/comparedTexts';
import { resultsText } from '../../../../src/extension/compare/resultsText';
import type { RevisionTexts } from '../../../../src/extension/sessions/repairSession';

/** Tests by name; a text is the message that one fails with. */
function report(results: Readonly<Record<string, string | true>>): TestReport {
  const tests = Object.entries(results).map(([name, result]): TestResult => ({
    id: name,
    name,
    suite: [],
    file: 'a.test.js',
    status: result === true ? 'passed' : 'failed',
    durationMs: 1,
    problems: result === true ? [] : [{ kind: 'assert', message: result, frames: [] }],
  }));
  const rest = { runner: 'vitest', command: [], loadErrors: [], outputTail: '', durationMs: 1 };
  return { ...rest, verdict: 'failed', tests };
}

function texts(proposed: Readonly<Record<string, string | null>>): RevisionTexts {
  const baseline = new Map([
    ['a.js', 'a'],
    ['b.js', 'b'],
  ]);
  return { baseline, proposed: new Map(Object.entries(proposed)), tests: new Set() };
}

describe('comparing two revisions', () => {
  test('shows the files in which they differ; what one leaves alone is as it was', () => {
    expect(comparedTexts(texts({ 'a.js': 'A', 'new.js': 'n' }), texts({ 'b.js': 'B' }))).toEqual([
      { path: 'a.js', left: 'A', right: 'a' },
      { path: 'b.js', left: 'b', right: 'B' },
      { path: 'new.js', left: 'n', right: null },
    ]);
    expect(comparedTexts(texts({ 'a.js': 'A' }), texts({ 'a.js': 'A' }))).toEqual([]);
  });

  test('takes a side without texts for the original code', () => {
    expect(comparedTexts(undefined, texts({ 'a.js': null }))).toEqual([
      { path: 'a.js', left: 'a', right: null },
    ]);
  });

  test('counts the tests that came out otherwise, of those that both ran', () => {
    const before = report({ one: 'x', two: true, three: 'y', four: 'z', five: 'x' });
    const after = report({ one: true, two: 'no', three: 'other', four: 'z', six: true });
    const changes = changedResults(before, after);
    expect(changes).toEqual({ fixed: ['one'], broken: ['two'], otherMessage: ['three'] });
    expect(changedResultsText(changes)).toBe(
      '1 test fixed · 1 test broken · 1 test red in another way',
    );
    expect(changedResultsText(changedResults(before, before))).toBe('same test results');
  });

  test('lists test results in one order, with messages, and what was not run', () => {
    const whole = report({ one: true, two: true });
    expect(resultsText(report({ two: 'Expected 3\nto be 4' }), [whole])).toBe(
      'a.test.js\n  · one (not run)\n  ✗ two\n      Expected 3\n      to be 4\n',
    );
    expect(resultsText(undefined, [whole])).toBe('Not tested.\n');
  });
});
