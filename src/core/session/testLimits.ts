import type { TestLimits } from '../ports';

/** Limits of one test run when nothing else is said: long enough for a suite, short enough for a hang. */
export const DEFAULT_TEST_LIMITS: TestLimits = { timeoutMs: 300_000, silenceMs: 60_000 };
