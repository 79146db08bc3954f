import type { TestLimits } from '../ports';
import type { Price } from './prices';

/** How much the engine may try. */
export type Effort = 'quick' | 'thorough' | 'search';

/** The limits of a session; an absent field is unlimited. */
export interface Budget {
  readonly maxRequests: number;
  /** Input and output tokens together. */
  readonly maxTokens?: number;
  readonly maxCost?: { readonly usd: number; readonly price: Price };
  /** Wall time of the whole session. */
  readonly timeoutMs?: number;
}

/** What is asked, and by which tests it is judged. */
export interface Task {
  /** Test files (relative paths) or parts of test names to fix; empty: every failing test. */
  readonly targets: readonly string[];
  readonly effort: Effort;
  readonly budget: Budget;
  readonly testLimits: TestLimits;
  readonly seed: number;
}
