/** What a model's tokens cost, in US dollars per million. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** List prices of hosted models, longest names first where one begins another; as of the date below, and only a guide. */
const PRICES: readonly (readonly [string, Price])[] = [
  ['gpt-5-mini', { input: 0.25, output: 2 }],
  ['gpt-5-nano', { input: 0.05, output: 0.4 }],
  ['gpt-5', { input: 1.25, output: 10 }],
  ['gpt-4.1-mini', { input: 0.4, output: 1.6 }],
  ['gpt-4.1-nano', { input: 0.1, output: 0.4 }],
  ['gpt-4.1', { input: 2, output: 8 }],
  ['gpt-4o-mini', { input: 0.15, output: 0.6 }],
  ['gpt-4o', { input: 2.5, output: 10 }],
  ['o4-mini', { input: 1.1, output: 4.4 }],
];

/** When the table was last compared with the providers' lists. */
export const PRICES_AS_OF = '2025-10';

const TOKENS_PER_PRICE = 1_000_000;

/** The price of a model by its name, dated variants included; undefined when it is not known. */
export function priceOf(model: string): Price | undefined {
  return PRICES.find(([name]) => model === name || model.startsWith(`${name}-20`))?.[1];
}

/** US dollars for these tokens. */
export function costOf(
  price: Price,
  { inputTokens, outputTokens }: { readonly inputTokens: number; readonly outputTokens: number },
): number {
  return (inputTokens * price.input + outputTokens * price.output) / TOKENS_PER_PRICE;
}

/** The output tokens that an amount of money still buys. */
export function outputTokensFor(price: Price, usd: number): number {
  return Math.floor((usd * TOKENS_PER_PRICE) / price.output);
}
