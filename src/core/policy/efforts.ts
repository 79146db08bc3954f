import type { Budget, Effort, Task } from '../session/task';

/** How an effort spends its turns. */
export interface Plan {
  /** Model requests, all roles together. */
  readonly maxRequests: number;
  /** Revisions. */
  readonly maxNodes: number;
  /** Drafts from clean contexts before anything is repaired. */
  readonly firstDrafts: number;
  /** Repairs that may follow one draft: few, because breadth beats long chains. */
  readonly repairsPerDraft: number;
  /** Clean starts that know what was tried. */
  readonly refreshes: number;
  /** Drafts from clean contexts when repairs and refreshes are used up. */
  readonly laterDrafts: number;
  /** Repeats of known patches in a row, at rising warmth, before the model is given up; of other refused answers, one more. */
  readonly maxRepeats: number;
  /** Whether any open revision may be gone on from, by what its descendants came to. */
  readonly searches: boolean;
  /** Whether an isolated reviewer orders equals. */
  readonly reviews: boolean;
}

const PLANS: Record<Effort, Plan> = {
  quick: {
    maxRequests: 6,
    maxNodes: 5,
    firstDrafts: 1,
    repairsPerDraft: 2,
    refreshes: 1,
    laterDrafts: 3,
    maxRepeats: 4,
    searches: false,
    reviews: false,
  },
  thorough: {
    maxRequests: 20,
    maxNodes: 12,
    firstDrafts: 1,
    repairsPerDraft: 2,
    refreshes: 2,
    laterDrafts: 16,
    maxRepeats: 8,
    searches: false,
    reviews: false,
  },
  search: {
    maxRequests: 100,
    maxNodes: 40,
    firstDrafts: 3,
    repairsPerDraft: 3,
    refreshes: 3,
    laterDrafts: 40,
    maxRepeats: 12,
    searches: true,
    reviews: true,
  },
};

/** Share of the requests kept for choosing among equals, where an effort does so. */
const RESERVED_FOR_CHOICE = 0.15;

/** How this effort spends its turns. */
export function planFor(effort: Effort): Plan {
  return PLANS[effort];
}

/** The default budget of an effort. */
export function budgetFor(effort: Effort): Budget {
  return { maxRequests: PLANS[effort].maxRequests };
}

/** The requests that turns may use; the rest is kept for the final choice. */
export function requestsForTurns({ effort, budget }: Task): number {
  const reserved = PLANS[effort].reviews ? Math.ceil(budget.maxRequests * RESERVED_FOR_CHOICE) : 0;
  return budget.maxRequests - reserved;
}
