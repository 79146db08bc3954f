import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';

import type { ModelRequest } from '../../core/ports';
import { apiFailure } from './apiFailure';

/** Fields that servers and models may not know and that a request can do without. */
type OptionalField = 'stream_options' | 'temperature' | 'seed' | 'stream';

/** The name of the reply's limit: servers know the older one, newer models only the other. */
type LimitField = 'max_tokens' | 'max_completion_tokens';

/** What a server was found to understand. */
export interface Dialect {
  /** The first one is sent; none when the server knows neither. */
  readonly limitFields: readonly LimitField[];
  readonly unknown: ReadonlySet<OptionalField>;
  /** The longest reply that the model can give, when the server said so. */
  readonly maxOutputTokens: number;
}

/** What to try first with the server at this host. */
export function firstDialect(host: string): Dialect {
  const knowsNewName = /(^|\.)openai\.com(:|$)/.test(host);
  return {
    limitFields: knowsNewName
      ? ['max_completion_tokens', 'max_tokens']
      : ['max_tokens', 'max_completion_tokens'],
    unknown: new Set(),
    maxOutputTokens: Number.POSITIVE_INFINITY,
  };
}

/** The body of a request in a dialect. */
export function toBody(
  model: string,
  request: ModelRequest,
  dialect: Dialect,
): ChatCompletionCreateParams {
  const { limitFields, unknown, maxOutputTokens } = dialect;
  const [limitField] = limitFields;
  const optional = {
    stream: true,
    stream_options: unknown.has('stream') ? undefined : { include_usage: true },
    temperature: request.temperature,
    seed: request.seed,
    ...(limitField && { [limitField]: Math.min(request.maxOutputTokens, maxOutputTokens) }),
  };
  const rejected: ReadonlySet<string> = unknown;
  const understood = Object.entries(optional).filter(([name]) => !rejected.has(name));
  return {
    model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    ...Object.fromEntries(understood),
  };
}

/** A dialect without what the server just rejected; undefined when the rejection is about something else. */
export function adaptDialect(
  dialect: Dialect,
  error: unknown,
  sentLimit: number,
): Dialect | undefined {
  const failure = apiFailure(error);
  if (failure?.status !== 400 && failure?.status !== 422) return undefined;
  const complaint = `${failure.param} ${failure.message}`.toLowerCase();
  const names = (field: string): boolean => new RegExp(`\\b${field}\\b`).test(complaint);
  const [limitField, ...otherLimits] = dialect.limitFields;
  if (limitField !== undefined && names(limitField)) {
    const most = Number(/(?:at most|less than or equal to|<=) ?(\d+)/.exec(complaint)?.[1]);
    return most < Math.min(sentLimit, dialect.maxOutputTokens)
      ? { ...dialect, maxOutputTokens: most }
      : { ...dialect, limitFields: otherLimits };
  }
  const field = OPTIONAL_FIELDS.find((each) => !dialect.unknown.has(each) && names(each));
  return field && { ...dialect, unknown: new Set([...dialect.unknown, field]) };
}

/** The one that is hardest to miss last: without a stream nothing is shown while the model writes. */
const OPTIONAL_FIELDS: readonly OptionalField[] = [
  'stream_options',
  'temperature',
  'seed',
  'stream',
];
