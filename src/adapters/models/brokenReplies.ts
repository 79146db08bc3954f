import type { ModelReply, ModelRequest } from '../../core/ports';
import { estimatedUsage } from './estimatedUsage';

type Usage = ModelReply['usage'];

/** Counts what providers charge although nothing came of it: replies that broke off and are asked for again. */
export interface BrokenReplies {
  /** Makes one attempt, with the request to make it with. */
  during<T>(attempt: (own: ModelRequest) => Promise<T>): Promise<T>;
  /** Whether what broke off has used up the budget, so that it must not be asked for again. */
  isSpent(): boolean;
  /** The usage with that of all replies that broke off after they had begun. */
  addedTo(usage: Usage): Usage;
}

/** A counter for the attempts at one request. */
export function countBroken(request: ModelRequest): BrokenReplies {
  const broken: Usage[] = [];
  let isSpent = false;
  return {
    isSpent: () => isSpent,
    async during(attempt) {
      let text = '';
      const onText = (piece: string): void => {
        text += piece;
        request.onText?.(piece);
      };
      try {
        return await attempt({ ...request, onText });
      } catch (error) {
        if (text !== '') {
          broken.push(estimatedUsage(request, text));
          isSpent = request.mayAskAgain?.(broken.reduce(sumOf)) === false;
        }
        throw error;
      }
    },
    addedTo: (usage) => broken.reduce(sumOf, usage),
  };
}

function sumOf(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    estimated: true,
  };
}
