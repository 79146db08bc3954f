import type { TestLimits } from '../ports';
import type { Experience } from '../search/bandit';
import type { Price } from './prices';

/** How much the engine may try. */
export type Effort = 'quick' | 'thorough' | 'search';

/**
 * What happens to proposed edits of tests: refused, shown as a separate group that needs its own consent, or shown with
 * the rest. They are never run: a revision is judged by the tests as they were.
 */
export type TestEditPolicy = 'locked' | 'ask' | 'allowed';

/** The limits of a session; an absent field is unlimited. */
export interface Budget {
  readonly maxRequests: number;
  /** Input and output tokens together. */
  readonly maxTokens?: number;
  readonly maxCost?: { readonly usd: number; readonly price: Price };
  /** Wall time of the whole session. */
  readonly timeoutMs?: number;
}

/** What the host chose for a session, so that who goes on with it chooses the same; never holds a key. */
export interface Origin {
  /** The model's server, without user name and password; absent when it is the usual one or none. */
  readonly baseUrl?: string;
  /** The user's own test command; absent when the project's is used. */
  readonly testCommand?: string;
  /** The runner that was named; absent when it was found out. */
  readonly runner?: string;
}

/** What is asked, and by which tests it is judged. */
export interface Task {
  /** Test files (relative paths), parts of test names, or `file::suite > name`, to fix; empty: every failing test. */
  readonly targets: readonly string[];
  /** What is wanted, in words; absent when only tests say it. */
  readonly instruction?: string;
  /** Sentences that every proposal has to keep to, as the developer laid down for this workspace. */
  readonly constraints?: readonly string[];
  readonly tests: TestEditPolicy;
  readonly effort: Effort;
  readonly budget: Budget;
  readonly testLimits: TestLimits;
  readonly seed: number;
  /** What earlier sessions in this workspace taught about strategies. */
  readonly experience?: Experience;
  readonly origin?: Origin;
}
