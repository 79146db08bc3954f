import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../../../src/core/session/events';
import { alternativesOf } from '../../../../src/extension/sessions/alternatives';
import { stateAfter, story } from '../../../support/sessionStory';

/** Revisions by their parents; those with a star are green, those with an M left out a hunk. */
function alternatives(...made: readonly string[]): Readonly<Record<string, readonly number[]>> {
  const events: SessionEvent[] = [story.session('m'), story.baseline(['adds'])];
  for (const [index, how] of made.entries()) {
    const parent = Number.parseInt(how, 10);
    events.push(
      story.action(how.includes('M') ? 'minimise' : 'repair', { iteration: index + 1, parent }),
      story.patch(index + 1, { parent }),
      story.eval(index + 1, how.includes('*') ? {} : { fixed: 0, value: 0 }),
    );
  }
  const state = stateAfter(...events);
  return Object.fromEntries(made.map((_, index) => [index + 1, alternativesOf(state, index + 1)]));
}

describe('alternatives', () => {
  test('are revisions made from the same code', () => {
    expect(alternatives('0', '1', '1', '0')).toEqual({ 1: [4], 2: [3], 3: [2], 4: [1] });
  });

  test('are other green revisions too, unless one was made from the other', () => {
    expect(alternatives('0', '1*', '0', '3*')).toEqual({ 1: [3], 2: [4], 3: [1], 4: [2] });
    expect(alternatives('0*', '1*')).toEqual({ 1: [], 2: [] });
  });

  test('are not what only leaves out hunks', () => {
    expect(alternatives('0*', '1*M')).toEqual({ 1: [], 2: [] });
  });
});
