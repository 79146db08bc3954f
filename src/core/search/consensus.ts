/** Drawing more is not worth it once the leader is this probably the majority (Adaptive-Consistency). */
const SETTLED = 0.95;

/** Whether the behaviour that most drafts share is so probably the majority that no more need be drawn. */
export function isSettled(counts: readonly number[]): boolean {
  return leadPosterior(counts) >= SETTLED;
}

/**
 * The probability that the most frequent behaviour stays ahead of the second: the mass above one half of
 * Beta(first + 1, second + 1), given how many independent drafts show each behaviour. 0 without any draft.
 */
export function leadPosterior(counts: readonly number[]): number {
  const [first = 0, second = 0] = counts.toSorted((a, b) => b - a);
  if (first === 0) return 0;
  return fewHeads(first, first + second + 1);
}

/** The probability of at most `most` heads in `tosses` of a fair coin: what such a Beta comes to for whole shapes. */
function fewHeads(most: number, tosses: number): number {
  let term = 0.5 ** tosses;
  let sum = term;
  for (let heads = 1; heads <= most; heads++) {
    term *= (tosses - heads + 1) / heads;
    sum += term;
  }
  return sum;
}
