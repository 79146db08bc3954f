import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../core/ports';

/** Milliseconds since the process began, unaffected by changes of the system's time; turns of its event loop. */
export const monotonicClock: Clock = {
  now: () => performance.now(),
  yield: () => nextTurn(),
  // Aborting ends the wait; whoever waits looks at the signal.
  wait: (milliseconds, signal) => delay(milliseconds, undefined, { signal }).catch(() => undefined),
};
