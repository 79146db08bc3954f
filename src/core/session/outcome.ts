import type { Verdict } from '../selection/verdict';

/** How a session ended. */
export type OutcomeKind =
  | 'fixed'
  | 'fixed-unproven'
  | 'already-green'
  | 'best-partial'
  | 'budget'
  | 'stuck'
  | 'hard'
  | 'conflict'
  | 'model-stopped'
  | 'environment'
  | 'user';

/** What is said of every outcome `fixed-unproven`. */
export const UNPROVEN = 'Unproven: no test of the project decides it; read the patch.';

export interface Usage {
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Milliseconds; `overheadMs` is what was neither the model nor tests. */
export interface TimeSpent {
  readonly totalMs: number;
  readonly modelMs: number;
  readonly testMs: number;
  readonly overheadMs: number;
}

/** The end of a session: what came out, what it cost. */
export interface Outcome {
  readonly kind: OutcomeKind;
  /** One sentence for people: how it ended and the next step. */
  readonly message: string;
  /** The best revision; 0 when none is better than the baseline. */
  readonly revision: number;
  readonly revisions: number;
  /** The best revision's verdict, or the baseline's. */
  readonly verdict: Verdict;
  /** The best revision as a unified diff against the baseline; empty when there is none. */
  readonly patch: string;
  readonly usage: Usage;
  readonly time: TimeSpent;
}
