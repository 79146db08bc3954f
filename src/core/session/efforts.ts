import type { Budget, Effort } from './task';

interface EffortLimits {
  /** Model requests, the first draft included. */
  readonly maxRequests: number;
  /** Repairs that may follow one draft. */
  readonly repairsPerDraft: number;
}

/** Caps per effort: few repairs per draft, because breadth beats long chains. */
const EFFORTS: Record<Effort, EffortLimits> = {
  quick: { maxRequests: 6, repairsPerDraft: 2 },
  thorough: { maxRequests: 20, repairsPerDraft: 2 },
  search: { maxRequests: 100, repairsPerDraft: 3 },
};

/** The default budget of an effort. */
export function budgetFor(effort: Effort): Budget {
  return { maxRequests: EFFORTS[effort].maxRequests };
}

/** How many repairs may follow a draft. */
export function repairsPerDraft(effort: Effort): number {
  return EFFORTS[effort].repairsPerDraft;
}
