import type { ModelReply, ModelUsage } from '../../core/ports';

/** What one chunk of a stream, or a whole completion, brings. Absent parts change nothing. */
export interface ReplyPiece {
  readonly text: string;
  readonly finish?: ModelReply['finish'];
  readonly usage?: ModelUsage;
  /** The model's name as the server tells it. */
  readonly model?: string;
}

/** Reads a chunk or completion, trusting nothing in it; undefined when it is no such object. */
export function readPiece(data: unknown): ReplyPiece | undefined {
  if (!isRecord(data)) return undefined;
  const choice = Array.isArray(data['choices']) ? recordOf(data['choices'][0]) : {};
  const message = isRecord(choice['delta']) ? choice['delta'] : recordOf(choice['message']);
  const { content, refusal } = message;
  const refused = typeof refusal === 'string' ? refusal : '';
  const finish = refused !== '' ? 'refused' : finishOf(choice['finish_reason']);
  const usage = usageOf(data['usage']);
  return {
    text: typeof content === 'string' && content !== '' ? content : refused,
    ...(finish !== undefined && { finish }),
    ...(usage !== undefined && { usage }),
    ...modelOf(data['model']),
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function modelOf(model: unknown): Pick<ReplyPiece, 'model'> {
  return typeof model === 'string' ? { model } : {};
}

function finishOf(reason: unknown): ModelReply['finish'] | undefined {
  if (typeof reason !== 'string' || reason === '') return undefined;
  if (reason === 'length' || reason === 'max_tokens') return 'length';
  return reason === 'content_filter' || reason === 'refusal' ? 'refused' : 'stop';
}

function usageOf(usage: unknown): ModelUsage | undefined {
  if (!isRecord(usage)) return undefined;
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage;
  if (!isCount(inputTokens) || !isCount(outputTokens)) return undefined;
  // Some servers send zeros in place of what they did not count.
  if (inputTokens === 0) return undefined;
  return { inputTokens, outputTokens, estimated: false };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
