import type { Clock, ModelUsage } from '../ports';
import { costOf, outputTokensFor } from './prices';
import type { TimeSpent, Usage } from './outcome';
import type { Budget } from './task';

/** Counts what a session spends. */
export class Meter {
  private readonly startedAt: number;
  private requests = 0;
  private inputTokens = 0;
  private outputTokens = 0;
  private modelMs = 0;
  private testMs = 0;
  private humanMs = 0;

  constructor(private readonly clock: Clock) {
    this.startedAt = clock.now();
  }

  /** Runs `work` and counts its time as the model's, the tests' or the developer's. */
  async timed<T>(kind: 'model' | 'test' | 'human', work: () => Promise<T>): Promise<T> {
    const start = this.clock.now();
    try {
      return await work();
    } finally {
      const spent = this.clock.now() - start;
      this[`${kind}Ms`] += spent;
    }
  }

  /** Counts one answered request. */
  charge(usage: ModelUsage): void {
    this.requests += 1;
    this.inputTokens += usage.inputTokens;
    this.outputTokens += usage.outputTokens;
  }

  /** The reply tokens that the budget leaves for one more request, at most `cap`; 0 when it can't be made. */
  outputTokensLeft(budget: Budget, inputTokens: number, cap: number): number {
    if (this.requests >= budget.maxRequests) return 0;
    const spent = { inputTokens: this.inputTokens + inputTokens, outputTokens: this.outputTokens };
    const byTokens = (budget.maxTokens ?? Infinity) - spent.inputTokens - spent.outputTokens;
    return Math.max(0, Math.min(cap, byTokens, affordable(budget, spent)));
  }

  get usage(): Usage {
    const { requests, inputTokens, outputTokens } = this;
    return { requests, inputTokens, outputTokens };
  }

  /** Milliseconds so far, rounded. */
  get time(): TimeSpent {
    const totalMs = Math.round(this.clock.now() - this.startedAt);
    const modelMs = Math.round(this.modelMs);
    const testMs = Math.round(this.testMs);
    return {
      totalMs,
      modelMs,
      testMs,
      overheadMs: Math.max(0, totalMs - modelMs - testMs - Math.round(this.humanMs)),
    };
  }
}

function affordable({ maxCost }: Budget, spent: Omit<Usage, 'requests'>): number {
  if (maxCost === undefined) return Infinity;
  return outputTokensFor(maxCost.price, maxCost.usd - costOf(maxCost.price, spent));
}
