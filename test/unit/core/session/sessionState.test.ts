import { describe, expect, test } from 'vitest';
import { bestRevision } from '../../../../src/core/session/sessionState';
import { stateAfter, story } from '../../../support/sessionStory';

const green = [story.session('m'), story.action('draft'), story.patch(1), story.eval(1)];
const onTrial = story.action('minimise', { iteration: 2, parent: 1 });

function numbersOf(state: ReturnType<typeof stateAfter>): readonly number[] {
  return state.revisions.map(({ revision }) => revision.number);
}

describe('the phase of a session', () => {
  test('is testing from a patch to its result only', () => {
    expect(stateAfter(...green.slice(0, 3)).phase).toBe('testing');
    expect(stateAfter(...green).phase).toBe('asking');
  });
});

describe('a revision', () => {
  test('knows the strategy that made it', () => {
    const explained = story.action('repair', { style: 'explain', iteration: 2, parent: 1 });
    const state = stateAfter(...green, explained, story.patch(2), story.action('fresh'));
    expect(state.revisions[1]).toMatchObject({ action: 'repair', style: 'explain' });
    expect(state.style).toBeUndefined();
  });

  test('that leaves out a hunk is listed only once its tests say that it holds', () => {
    const trial = [...green, onTrial, story.patch(2, { parent: 1 })];
    expect(numbersOf(stateAfter(...trial))).toEqual([1]);
    const needed = [...trial, story.eval(2, { fixed: 0, value: 0.15 })];
    expect(numbersOf(stateAfter(...needed))).toEqual([1]);
    const held = stateAfter(...needed, story.patch(3, { parent: 1 }), story.eval(3));
    expect(numbersOf(held)).toEqual([1, 3]);
    expect(held.revisions[1]?.verdict?.value).toBe(1);
    expect(held.trial).toBeUndefined();
  });

  test('that leaves out a hunk of a partial fix is listed when it fixes as much', () => {
    const partial = [...green.slice(0, 3), story.eval(1, { fixed: 1, total: 2, value: 0.5 })];
    const trial = [...partial, onTrial, story.patch(2, { parent: 1 })];
    const state = stateAfter(...trial, story.eval(2, { fixed: 1, total: 2, value: 0.5 }));
    expect(numbersOf(state)).toEqual([1, 2]);
  });
});

describe('the best revision', () => {
  const twins = [...green, story.action('draft', { iteration: 2 }), story.patch(2), story.eval(2)];

  test('is the earliest of equals', () => {
    expect(bestRevision(stateAfter(...twins))).toBe(1);
  });

  test('is the one that was chosen among equals, or the one without needless hunks', () => {
    const chosen = [...twins, { kind: 'select', revision: 2, reason: 'smaller' } as const];
    expect(bestRevision(stateAfter(...chosen))).toBe(2);
    const minimised = [onTrial, story.patch(3, { parent: 2 }), story.eval(3)];
    expect(bestRevision(stateAfter(...chosen, ...minimised))).toBe(3);
  });

  test("is the outcome's once there is one", () => {
    const revision = { revision: 2, revisions: 2 };
    expect(bestRevision(stateAfter(...twins, story.outcome(revision)))).toBe(2);
  });
});

describe('what a search says about itself', () => {
  test('a question stands until the next turn', () => {
    const asked = [...green, { kind: 'ask', question: 'Are amounts in cents?' } as const];
    expect(stateAfter(...asked).question).toBe('Are amounts in cents?');
    expect(stateAfter(...asked, story.action('draft')).question).toBeUndefined();
    expect(stateAfter(...asked, story.outcome({ kind: 'hard' })).question).toBeDefined();
  });
});
