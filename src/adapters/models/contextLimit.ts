import { apiFailure } from './apiFailure';

/** The sizes in tokens that a server named when it found a request too long. */
export interface ContextLimit {
  readonly window?: number;
  /** The prompt's size. */
  readonly prompt?: number;
}

const TOO_LONG =
  /context[ _](?:length|size|window)|maximum context|prompt is too long|too many (?:input )?tokens|exceed_context|reduce the length/i;

/** What a server says about a request that exceeds the model's context; undefined for any other failure. */
export function contextLimit(error: unknown): ContextLimit | undefined {
  const failure = apiFailure(error);
  if (failure === undefined) return undefined;
  const { status, code, type, message } = failure;
  const text = `${code} ${type} ${message}`;
  if (status !== 413 && !TOO_LONG.test(text)) return undefined;
  if (status !== undefined && ![400, 413, 422, 500].includes(status)) return undefined;
  const window = numberIn(message, /(?:context[ _](?:length|size|window)[^\d.]*|n_ctx\D*)(\d+)/i);
  const prompt = numberIn(
    message,
    /(\d+) (?:in the messages|input tokens|prompt tokens)|(?:resulted in|n_prompt_tokens\D*|request \() ?(\d+)/i,
  );
  return { ...(window !== undefined && { window }), ...(prompt !== undefined && { prompt }) };
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const match = pattern.exec(text);
  const digits = match?.[1] ?? match?.[2];
  return digits === undefined ? undefined : Number(digits);
}
