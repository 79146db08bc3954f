import { expect, test } from 'vitest';
import { exitCodeOf } from '../../../src/cli/exitCodes';
import type { OutcomeKind } from '../../../src/core/session/outcome';
import { stateAfter, story } from '../../support/sessionStory';

test.each<[OutcomeKind, number]>([
  ['fixed', 0],
  ['fixed-unproven', 0],
  ['already-green', 0],
  ['best-partial', 1],
  ['budget', 1],
  ['stuck', 1],
  ['hard', 1],
  ['conflict', 1],
  ['model-stopped', 1],
  ['environment', 3],
  ['user', 130],
])('the outcome %s ends with %i', (kind, exitCode) => {
  const { outcome } = stateAfter(story.outcome({ kind }));
  expect(outcome && exitCodeOf(outcome)).toBe(exitCode);
});
