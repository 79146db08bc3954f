import { estimateTokens } from '../../src/core/prompting/estimateTokens';
import type { Model, ModelReply, ModelRequest } from '../../src/core/ports';
import { type ScriptedReply, type ScriptedTurn, turnOf } from './scriptedTurn';

type ReplyTurn = Extract<ScriptedTurn, { kind: 'reply' }>;

/** A model without a network that answers from a queue. */
export interface InProcessModel extends Model {
  /** Every request, in order. */
  readonly requests: readonly ModelRequest[];
}

/** A model that gives these replies in order; it throws at a turn that is not a reply, and when the queue is empty. */
export function inProcessModel(...replies: readonly ScriptedReply[]): InProcessModel {
  const queue = [...replies];
  const requests: ModelRequest[] = [];
  return {
    name: 'scripted',
    requests,
    complete(request, signal) {
      return new Promise<ModelReply>((resolve) => {
        signal.throwIfAborted();
        requests.push(request);
        resolve(nextReply(queue, request));
      });
    },
  };
}

function nextReply(queue: ScriptedReply[], request: ModelRequest): ModelReply {
  const next = queue.shift();
  if (next === undefined) throw new Error('the script has no reply left');
  const turn = turnOf(next, request.messages);
  if (turn.kind !== 'reply') throw new Error(`a scripted ${turn.kind}`);
  request.onText?.(turn.text);
  const prompt = request.messages.map(({ content }) => content).join('');
  return {
    text: turn.text,
    finish: finishOf(turn.finish),
    usage: usageOf(turn, prompt),
  };
}

function usageOf({ usage, text }: ReplyTurn, prompt: string): ModelReply['usage'] {
  if (typeof usage !== 'object') {
    return {
      inputTokens: estimateTokens(prompt),
      outputTokens: estimateTokens(text),
      estimated: true,
    };
  }
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage;
  return { inputTokens, outputTokens, estimated: false };
}

function finishOf(finish = 'stop'): ModelReply['finish'] {
  if (finish === 'length') return 'length';
  return finish === 'content_filter' ? 'refused' : 'stop';
}
