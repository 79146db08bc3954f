import { performance } from 'node:perf_hooks';

import type { Clock } from '../core/ports';

/** Milliseconds since the process began; unaffected by changes of the system's time. */
export const monotonicClock: Clock = { now: () => performance.now() };
