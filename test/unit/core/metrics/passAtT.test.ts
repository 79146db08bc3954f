import { describe, expect, test } from 'vitest';
import { passCurve } from '../../../../src/core/metrics/passAtT';
import { cartFiles, cartTests } from '../../../support/cart';
import { journal } from '../../../support/journalEvents';
import { replyEdit } from '../../../support/replyEdit';
import { scriptedRoles } from '../../../support/scriptedRoles';
import type { ScriptedTurn } from '../../../support/scriptedTurn';
import { solveInMemory } from '../../../support/solveInMemory';

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

  test('A02: so does that of whole sessions whose requests have fixed prices', async () => {
    const priced = (to: string, prompt: number, completion: number): ScriptedTurn => ({
      kind: 'reply',
      text: replyEdit('src/cart.ts', '  return n - 1;', `  return ${to};`),
      usage: { prompt_tokens: prompt, completion_tokens: completion },
    });
    const solved = (...author: readonly [ScriptedTurn, ...ScriptedTurn[]]) =>
      solveInMemory({ files: cartFiles, tests: cartTests, model: scriptedRoles({ author }) });
    const sessions = [
      await solved(priced('n * 1', 500, 40), priced('n + 1', 700, 30)),
      await solved(priced('n + 1', 500, 60)),
    ];
    expect(passCurve(sessions)).toEqual([
      { tokens: 560, solved: 1, share: 0.5 },
      { tokens: 1_270, solved: 2, share: 1 },
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
