import { describe, expect, test } from 'vitest';
import { flipReport, flipsBetween } from '../../../../src/core/metrics/flips';
import type { SessionEvent } from '../../../../src/core/session/events';
import { drawnTests, journal, verdictOf } from '../../../support/journalEvents';
import { testReport } from '../../../support/reports';

const BASELINE = '-a -b +c +d';

/** A session whose outcome is its first revision, with these results. */
function sessionOf(model: string, drawing: string, baseline = BASELINE): readonly SessionEvent[] {
  const tests = drawnTests(drawing);
  const red = tests.filter(({ status }) => status === 'failed').map(({ id }) => id);
  return [
    ...[journal.session(model), journal.baseline(drawnTests(baseline)), journal.patch(1)],
    journal.eval(1, 0.5, {
      report: testReport(tests),
      verdict: verdictOf({ stillRed: red.filter((id) => 'ab'.includes(id)), value: 0.5 }),
    }),
    journal.outcome(),
  ];
}

describe('flipsBetween', () => {
  const report = (drawing: string) => testReport(drawnTests(drawing));

  test('A36: tests that passed and do not now are flips, also when they are missing or skipped', () => {
    const flips = flipsBetween(report('+a +b +c +d -e -f'), report('+a -b ~c +e'));
    expect(flips).toEqual(['b', 'c', 'd']);
    expect(flipsBetween(report('-a +b'), report('+a +b'))).toEqual([]);
  });

  test('A36: after a run of some tests only, the others are not flips', () => {
    expect(flipsBetween(report('+a +b +c'), report('-a +b'), false)).toEqual(['a']);
  });
});

describe('flipReport', () => {
  test('A36: a change of the model tells which tests and targets were lost', () => {
    const report = flipReport(sessionOf('old', '+a +b +c +d'), sessionOf('new', '+a -b +c -d'));
    expect(report).toEqual({ from: 'old', to: 'new', flips: ['d'], lostTargets: ['b'] });
  });

  test('A36: nothing lost is an empty report, not none', () => {
    const report = flipReport(sessionOf('old', '+a -b +c -d'), sessionOf('new', '-b +a +c +d'));
    expect(report).toEqual({ from: 'old', to: 'new', flips: [], lostTargets: [] });
  });

  test('A36: the same model, other targets or a missing outcome give no report', () => {
    const earlier = sessionOf('old', '+a +b +c +d');
    expect(flipReport(earlier, sessionOf('old', '-a -b -c -d'))).toBeUndefined();
    expect(flipReport(earlier, sessionOf('new', '-a +b +c +d', '-a +b +c +d'))).toBeUndefined();
    expect(flipReport(earlier, sessionOf('new', '-a -b +c +d').slice(0, -1))).toBeUndefined();
  });

  test('A36: a later session without any better revision lost all that was fixed', () => {
    const gaveUp = [
      ...[journal.session('new'), journal.baseline(drawnTests(BASELINE))],
      journal.outcome({ kind: 'stuck', revision: 0, revisions: 0 }),
    ];
    const report = flipReport(sessionOf('old', '+a +b +c +d'), gaveUp);
    expect(report).toMatchObject({ flips: [], lostTargets: ['a', 'b'] });
  });
});
