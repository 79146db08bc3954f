import type { ModelRequest, ModelUsage } from '../ports';
import { estimateTokens } from '../prompting/estimateTokens';
import type { Bench } from '../session/bench';

/** A request that is about to be made. */
interface Request {
  readonly bench: Pick<Bench, 'meter' | 'task'>;
  readonly estimatedTokens: number;
  /** A reply with less room than this is not asked for. */
  readonly leastOutputTokens: number;
}

/** What a request costs of which nothing can be used: replies that break off, or are dropped while they come. */
export interface Losses {
  /** Of the request whose losses are counted. */
  readonly listeners: Pick<ModelRequest, 'onText' | 'mayAskAgain'>;
  /** Whether what broke off used up the budget. */
  isSpent(): boolean;
  /** Counts the losses of a request that came to nothing; one that was dropped costs its prompt, too. */
  charge(wasDropped: boolean): void;
}

/** A counter of losses, which draw on the same budget as all else. */
export function countLosses({ bench, estimatedTokens, leastOutputTokens }: Request): Losses {
  const { meter, task } = bench;
  let broken: ModelUsage = { inputTokens: 0, outputTokens: 0, estimated: true };
  let text = '';
  let isSpent = false;
  return {
    listeners: {
      onText: (piece) => (text += piece),
      mayAskAgain: (usage) => {
        broken = usage;
        text = '';
        meter.hold(broken);
        const left = meter.outputTokensLeft(task.budget, estimatedTokens, leastOutputTokens);
        isSpent = left < leastOutputTokens;
        return !isSpent;
      },
    },
    isSpent: () => isSpent,
    charge(wasDropped) {
      const hasPrompt = wasDropped || text !== '';
      const inputTokens = broken.inputTokens + (hasPrompt ? estimatedTokens : 0);
      meter.chargeLost({ inputTokens, outputTokens: broken.outputTokens + estimateTokens(text) });
    },
  };
}
