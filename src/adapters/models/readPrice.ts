import type { Price } from '../../core/session/prices';
import { isRecord } from './replyPiece';

const TOKENS_PER_PRICE = 1_000_000;

/**
 * A price in a list of models, in US dollars per million tokens: `prompt` and `completion` are told for one token,
 * `input` and `output` for a million. Undefined when it says neither; a negative one means that it varies.
 */
export function readPrice(pricing: unknown): Price | undefined {
  if (!isRecord(pricing)) return undefined;
  const { prompt, completion, input, output } = pricing;
  return (
    priceOf(amount(prompt) * TOKENS_PER_PRICE, amount(completion) * TOKENS_PER_PRICE) ??
    priceOf(amount(input), amount(output))
  );
}

function priceOf(input: number, output: number): Price | undefined {
  return input >= 0 && output >= 0 ? { input, output } : undefined;
}

function amount(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}
