import type { Clock, ModelReply, ModelUsage } from '../ports';
import { costOf, outputTokensFor } from './prices';
import type { TimeSpent, Usage } from './outcome';
import type { Budget } from './task';

/** A provider may count this many times the estimate, until its first replies show how it really counts. */
const UNKNOWN_TOKENIZER = 1.25;
/** Room above the largest ratio of counted to estimated tokens seen so far. */
const RATIO_MARGIN = 1.1;

const NO_TOKENS = { inputTokens: 0, outputTokens: 0 };

/** Counts what a session spends. */
export class Meter {
  private readonly startedAt: number;
  private readonly busy: Record<TimeKind, { count: number; since: number }> = {
    model: { count: 0, since: 0 },
    test: { count: 0, since: 0 },
    human: { count: 0, since: 0 },
  };
  private requests = 0;
  private inputTokens = 0;
  private outputTokens = 0;
  private modelMs = 0;
  private testMs = 0;
  private humanMs = 0;
  private slowestRequestMs = 0;
  private countedPerEstimated = 0;
  private held: Omit<Usage, 'requests'> = NO_TOKENS;

  constructor(private readonly clock: Pick<Clock, 'now'>) {
    this.startedAt = clock.now();
  }

  /** Runs `work` and counts its time as the model's, the tests' or the developer's; what runs at the same time counts once. */
  async timed<T>(kind: TimeKind, work: () => Promise<T>): Promise<T> {
    const busy = this.busy[kind];
    if (busy.count === 0) busy.since = this.clock.now();
    busy.count += 1;
    try {
      return await work();
    } finally {
      busy.count -= 1;
      if (busy.count === 0) this[`${kind}Ms`] += this.clock.now() - busy.since;
    }
  }

  /** Makes one request and counts what it took; milliseconds are rounded. */
  async ask(
    complete: () => Promise<ModelReply>,
    estimatedTokens: number,
  ): Promise<{ readonly reply: ModelReply; readonly durationMs: number }> {
    const start = this.clock.now();
    const reply = await this.timed('model', complete);
    const durationMs = Math.round(this.clock.now() - start);
    this.slowestRequestMs = Math.max(this.slowestRequestMs, durationMs);
    this.charge(reply.usage, estimatedTokens);
    return { reply, durationMs };
  }

  /** Sets tokens aside that a request under way has cost so far, until it is charged as a whole. */
  hold(tokens: Omit<Usage, 'requests'>): void {
    this.held = tokens;
  }

  /** Counts tokens of a request that came to nothing. */
  chargeLost({ inputTokens, outputTokens }: Omit<Usage, 'requests'>): void {
    this.held = NO_TOKENS;
    this.inputTokens += inputTokens;
    this.outputTokens += outputTokens;
  }

  /** Counts one answered request, whose prompt was estimated at so many tokens. */
  charge(usage: ModelUsage, estimatedTokens: number): void {
    this.held = NO_TOKENS;
    this.requests += 1;
    this.inputTokens += usage.inputTokens;
    this.outputTokens += usage.outputTokens;
    const ratio = usage.inputTokens / Math.max(1, estimatedTokens);
    this.countedPerEstimated = Math.max(this.countedPerEstimated, ratio);
  }

  /** The reply tokens that the budget leaves for one more request, at most `cap`; 0 when it can't be made. */
  outputTokensLeft(budget: Budget, estimatedTokens: number, cap: number): number {
    if (this.requests >= budget.maxRequests) return 0;
    const known = Math.max(1, this.countedPerEstimated) * RATIO_MARGIN;
    const worst = Math.ceil(estimatedTokens * (this.requests === 0 ? UNKNOWN_TOKENIZER : known));
    const spent = {
      inputTokens: this.inputTokens + this.held.inputTokens + worst,
      outputTokens: this.outputTokens + this.held.outputTokens,
    };
    const byTokens = (budget.maxTokens ?? Infinity) - spent.inputTokens - spent.outputTokens;
    return Math.max(0, Math.min(cap, byTokens, affordable(budget, spent)));
  }

  /** Whether a request as slow as the slowest so far would still end in time. */
  hasTimeForRequest({ timeoutMs = Infinity }: Budget): boolean {
    return this.clock.now() - this.startedAt + this.slowestRequestMs < timeoutMs;
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

type TimeKind = 'model' | 'test' | 'human';
