import { estimateTokens } from '../../src/core/prompting/estimateTokens';
import type { Model, ModelReply, ModelRequest } from '../../src/core/ports';
import { type ScriptedReply, turnOf } from './scriptedTurn';

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
    usage: {
      inputTokens: estimateTokens(prompt),
      outputTokens: estimateTokens(turn.text),
      estimated: true,
    },
  };
}

function finishOf(finish = 'stop'): ModelReply['finish'] {
  if (finish === 'length') return 'length';
  return finish === 'content_filter' ? 'refused' : 'stop';
}
