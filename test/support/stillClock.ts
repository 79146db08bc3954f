import type { Clock } from '../../src/core/ports';

/** A clock on which no time passes, and that nobody else waits for. */
export const stillClock: Clock = {
  now: () => 0,
  yield: () => Promise.resolve(),
  wait: () => Promise.resolve(),
};
