import { l10n } from '../host/l10n';

/** A number of tokens, such as `1.2k tokens`. */
export function tokensText(tokens: number): string {
  return tokens < 1000
    ? l10n.t('{0} tokens', tokens)
    : l10n.t('{0}k tokens', (tokens / 1000).toFixed(1));
}

/** A time in seconds, with one digit when it is short. */
export function secondsText(ms: number): string {
  return l10n.t('{0} s', (ms / 1000).toFixed(ms < 10_000 ? 1 : 0));
}

/** An amount in US dollars; what is less than a tenth of a cent is not told more exactly. */
export function costText(usd: number): string {
  if (usd > 0 && usd < SMALLEST_USD) return `<$${String(SMALLEST_USD)}`;
  return `$${usd.toFixed(usd < 1 ? 3 : 2)}`;
}

const SMALLEST_USD = 0.001;
