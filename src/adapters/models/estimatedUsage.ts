import type { ModelReply, ModelRequest } from '../../core/ports';
import { estimateTokens } from '../../core/prompting/estimateTokens';

/** The tokens of a request's messages, estimated. */
export function promptTokens({ messages }: ModelRequest): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
}

/** What a request and this reply cost, when the provider does not say. */
export function estimatedUsage(request: ModelRequest, text: string): ModelReply['usage'] {
  return {
    inputTokens: promptTokens(request),
    outputTokens: estimateTokens(text),
    estimated: true,
  };
}
