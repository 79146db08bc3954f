import { describe, expect, test } from 'vitest';
import { costPerFix } from '../../../../src/core/metrics/costPerFix';
import { ratesOf } from '../../../../src/core/metrics/rates';
import { journal, verdictOf } from '../../../support/journalEvents';

const { action, friction, guard, outcome, patch, refresh } = journal;

describe('ratesOf', () => {
  test('friction is counted per repair turn, over all sessions together', () => {
    const one = [action('draft'), action('repair'), friction(), action('repair'), friction()];
    const other = [action('draft'), action('repair'), action('repair')];
    expect(ratesOf([one, other]).friction).toBe(0.5);
  });

  test('duplicates are a share of everything that was proposed', () => {
    const events = [patch(1), guard('duplicate'), patch(2), patch(3), guard('unreadable')];
    expect(ratesOf([events]).duplicates).toBe(0.25);
  });

  test('the gain of a refresh is the best value after the first one minus the best before', () => {
    const refreshed = [
      ...[journal.eval(1, 0.5), journal.eval(2, 0.25), refresh(1)],
      ...[journal.eval(3, 0.25), refresh(1), journal.eval(4, 1), journal.eval(5, 0.5)],
    ];
    const worse = [journal.eval(1, 0.5), refresh(1), journal.eval(2, 0.25)];
    expect(ratesOf([refreshed]).refreshGain).toBe(0.5);
    expect(ratesOf([refreshed, worse, [journal.eval(1, 1)]]).refreshGain).toBe(0.125);
    expect(ratesOf([[journal.eval(1, 0.5), refresh(1)]]).refreshGain).toBe('undefined');
  });

  test('drafts with one and the same result are one behaviour, repairs are no draws', () => {
    const tested = (revision: number, behaviour: string) => [
      patch(revision),
      journal.eval(revision, 0.5, { behaviour }),
    ];
    const events = [
      ...[action('draft'), ...tested(1, 'x')],
      ...[action('repair'), ...tested(2, 'y')],
      ...[action('draft'), ...tested(3, 'x')],
      ...[action('fresh'), ...tested(4, 'z')],
    ];
    expect(ratesOf([events]).behavioursPerDraw).toBeCloseTo(2 / 3, 12);
  });

  test('refusals are counted by reason, and only tries to cheat are hack flags', () => {
    const weak = verdictOf({ testsWeakened: ['"adds" ran before and is now skipped.'] });
    const events = [
      ...[guard('protected'), guard('protected'), guard('outside-workspace'), guard('unreadable')],
      ...[journal.eval(1, 0.5), journal.eval(2, 0.5, { verdict: weak })],
    ];
    const { refusals, hackFlags } = ratesOf([events]);
    expect(refusals).toEqual({ protected: 2, 'outside-workspace': 1, unreadable: 1 });
    expect(hackFlags).toEqual({ protected: 2, 'outside-workspace': 1, 'tests-weakened': 1 });
  });

  test('without sessions every rate is "undefined" and every count 0', () => {
    expect(ratesOf([])).toEqual({
      friction: 'undefined',
      duplicates: 'undefined',
      refreshGain: 'undefined',
      behavioursPerDraw: 'undefined',
      refusals: {},
      hackFlags: { protected: 0, 'outside-workspace': 0, 'tests-weakened': 0 },
    });
  });
});

describe('costPerFix', () => {
  const spent = (requests: number, totalMs: number) => ({
    usage: { requests, inputTokens: requests * 100, outputTokens: requests * 10 },
    time: { totalMs, modelMs: 0, testMs: totalMs / 2, overheadMs: 0 },
  });

  test('what failed is paid for by what was fixed; sessions that were cut off are left out', () => {
    const fixed = [outcome({ kind: 'fixed', ...spent(1, 100) })];
    const stuck = [outcome({ kind: 'stuck', ...spent(4, 300) })];
    const cutOff = [journal.session('model'), journal.reply(5000, 5000)];
    expect(costPerFix([fixed, stuck, cutOff, fixed])).toEqual({
      tokens: 330,
      requests: 3,
      wallMs: 250,
      testMs: 125,
    });
  });

  test('without a fix there is no cost per fix', () => {
    const stuck = [outcome({ kind: 'stuck', ...spent(4, 300) })];
    expect(new Set(Object.values(costPerFix([stuck])))).toEqual(new Set(['undefined']));
  });
});
