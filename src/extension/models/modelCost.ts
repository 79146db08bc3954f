import { isLoopback } from '../../adapters/models/serverAddress';
import { costOf, priceOf, PRICES_AS_OF, type Price } from '../../core/session/prices';
import { l10n } from '../host/l10n';

/**
 * Tokens of one repair, for a guess at its cost: the Quick effort takes about 3,000 with a middling model (see
 * bench/README.md), of which about a fifth are the model's. Models that think first write several times as many.
 */
const TYPICAL_REPAIR = { inputTokens: 2_400, outputTokens: 600 };

/** A model of a server, and the price that the server tells. */
export interface PricedModel {
  readonly baseUrl: string;
  readonly model: string;
  readonly price?: Price;
}

/** What a server's model costs, in a few words: for a million tokens and, about, for one repair. */
export function serverModelCost({ baseUrl, model, price }: PricedModel): string {
  if (price === undefined && isLoopback(baseUrl)) return l10n.t('free, local');
  if (price !== undefined) return priceText(price);
  const listed = priceOf(model);
  if (listed === undefined) return l10n.t('price unknown');
  return l10n.t('{0} · list price of {1}', priceText(listed), PRICES_AS_OF);
}

/** What a language model of VS Code costs, as far as its vendor tells. */
export function chatModelCost(vendor: string): string {
  return vendor === 'copilot' ? l10n.t('included in your VS Code plan') : l10n.t('price unknown');
}

/** An amount in US dollars, with two digits that say something. */
export function usd(amount: number): string {
  if (amount === 0) return '$0';
  const digits = Math.max(2, 1 - Math.floor(Math.log10(amount)));
  return `$${amount.toFixed(digits).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}

function priceText(price: Price): string {
  if (price.input === 0 && price.output === 0) return l10n.t('free');
  return l10n.t(
    'about {0} a repair · {1} in, {2} out per million tokens',
    usd(costOf(price, TYPICAL_REPAIR)),
    usd(price.input),
    usd(price.output),
  );
}
