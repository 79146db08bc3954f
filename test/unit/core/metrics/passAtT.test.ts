import { describe, expect, test } from 'vitest';
import { passCurve } from '../../../../src/core/metrics/passAtT';
import { journal } from '../../../support/journalEvents';

const { action, reply, patch } = journal;

/** A first draft of 300 + 40 tokens solves it. */
const solvedAtOnce = [action('draft'), reply(300, 40), patch(1), journal.eval(1, 1)];
/** A draft of 200 + 50 tokens fails, a repair of 350 + 60 solves it, an audit of 70 + 5 comes after. */
const solvedByRepair = [
  ...[action('draft'), reply(200, 50), patch(1), journal.eval(1, 0.15)],
  ...[action('repair'), reply(350, 60), patch(2, 1), journal.eval(2, 1)],
  reply(70, 5),
];
const neverSolved = [action('draft'), reply(90, 9), patch(1), journal.eval(1, 0.9)];
/** The second of three independent drafts solves it, and the third one is drawn all the same. */
const solvedByDraft = [
  ...[action('draft'), reply(100, 10), patch(1), journal.eval(1, 0.15)],
  ...[action('draft'), reply(100, 20), patch(2), journal.eval(2, 1)],
  ...[action('draft'), reply(100, 30), patch(3), journal.eval(3, 1)],
];

describe('passCurve', () => {
  test('A02: the curve steps at exactly the tokens that were charged when each session was solved', () => {
    expect(passCurve([solvedByRepair, solvedAtOnce])).toEqual([
      { tokens: 340, solved: 1, share: 0.5 },
      { tokens: 660, solved: 2, share: 1 },
    ]);
  });

  test('sessions that are not solved keep the share down, and two at one total make one step', () => {
    expect(passCurve([solvedAtOnce, neverSolved, solvedAtOnce, neverSolved])).toEqual([
      { tokens: 340, solved: 2, share: 0.5 },
    ]);
    expect(passCurve([neverSolved])).toEqual([]);
    expect(passCurve([])).toEqual([]);
  });

  test('a fix without a model is a step at no tokens', () => {
    const mutated = [action('mutate'), patch(1), journal.eval(1, 1)];
    expect(passCurve([mutated])).toEqual([{ tokens: 0, solved: 1, share: 1 }]);
  });

  test('batch accounting charges the drafts that were drawn too many, and nothing else', () => {
    expect(passCurve([solvedByDraft])).toEqual([{ tokens: 230, solved: 1, share: 1 }]);
    expect(passCurve([solvedByDraft], 'batch')).toEqual([{ tokens: 360, solved: 1, share: 1 }]);
    expect(passCurve([solvedByRepair], 'batch')).toEqual([{ tokens: 660, solved: 1, share: 1 }]);
  });
});
