import { describe, expect, test } from 'vitest';
import {
  correctionOf,
  transitionsOf,
  type Transition,
} from '../../../../src/core/metrics/correction';
import { testReport } from '../../../support/reports';
import { drawnTests, journal, verdictOf } from '../../../support/journalEvents';

/** `++-` … as transitions: right or wrong before, right or wrong after. */
function transitions(before: string, after: string): readonly Transition[] {
  return Array.from(before, (sign, at) => ({ before: sign === '+', after: after[at] === '+' }));
}

function tested(revision: number, drawing: string, wholeSuite = true) {
  const report = testReport(drawnTests(drawing));
  return journal.eval(revision, 0.5, { report, verdict: verdictOf({ wholeSuite, value: 0.5 }) });
}

describe('correctionOf', () => {
  test('A37: ten transitions give the numbers worked out by hand', () => {
    const result = correctionOf(transitions('++++++----', '+++++-+++-'));
    // 6 of 10 were right and 5 of these stayed right; 3 of the 4 wrong ones became right, so 8 of 10 are right after.
    expect(result.cl).toBeCloseTo(5 / 6, 12);
    expect(result.cs).toBeCloseTo(3 / 4, 12);
    expect(result.acc1).toBeCloseTo(0.6, 12);
    expect(result.acc2).toBeCloseTo(0.8, 12);
    // (0.8 − 0.6²) / (2 · 0.6 · 0.4) = 0.44 / 0.48
    expect(result.rss).toBeCloseTo(0.916666666666667, 12);
  });

  test('A37: where nothing or everything was right before, what can not be said is "undefined"', () => {
    expect(correctionOf(transitions('---', '+--'))).toEqual({
      cl: 'undefined',
      cs: 1 / 3,
      acc1: 0,
      acc2: 1 / 3,
      rss: 'undefined',
    });
    expect(correctionOf(transitions('++', '+-'))).toEqual({
      cl: 0.5,
      cs: 'undefined',
      acc1: 1,
      acc2: 0.5,
      rss: 'undefined',
    });
    expect(new Set(Object.values(correctionOf([])))).toEqual(new Set(['undefined']));
  });
});

describe('transitionsOf', () => {
  test('each child is compared with its own parent, test by test', () => {
    const events = [
      journal.baseline(drawnTests('-a +b')),
      ...[journal.patch(1), tested(1, '+a -b')],
      ...[journal.patch(2, 1), tested(2, '+a +b')],
      ...[journal.patch(3, 0), tested(3, '-a +b')],
    ];
    expect(transitionsOf(events)).toEqual(transitions('-+' + '+-' + '-+', '+-' + '++' + '-+'));
  });

  test('what a whole run does not show any more, or skips, is wrong', () => {
    const events = [
      journal.baseline(drawnTests('+gone +skipped -back ~never')),
      ...[journal.patch(1), tested(1, '~skipped +back -never')],
    ];
    expect(transitionsOf(events)).toEqual(transitions('++-', '--+'));
  });

  test('tests that a smaller run left out, and flaky ones, are no transitions', () => {
    const events = [
      journal.baseline(drawnTests('-a +b +c'), ['c']),
      ...[journal.patch(1), tested(1, '+a -c', false)],
      ...[journal.patch(2, 1), tested(2, '+a +b +c')],
    ];
    expect(transitionsOf(events)).toEqual(transitions('-+', '++'));
  });

  test('a proposal that was never tested is no transition', () => {
    expect(transitionsOf([journal.baseline(drawnTests('-a')), journal.patch(1)])).toEqual([]);
  });
});
