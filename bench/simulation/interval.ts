/** The standard normal's quantile that leaves 95% between it and its opposite. */
const Z = 1.96;

/** The 95% interval of a share, both ends in [0, 1] (Wilson's score interval, 1927). */
export function wilsonInterval(successes: number, trials: number): readonly [number, number] {
  if (trials === 0) return [0, 1];
  const share = successes / trials;
  const spread = Z ** 2 / trials;
  const centre = share + spread / 2;
  const reach = Z * Math.sqrt((share * (1 - share)) / trials + spread / (4 * trials));
  const ends = [(centre - reach) / (1 + spread), (centre + reach) / (1 + spread)] as const;
  return [Math.max(0, ends[0]), Math.min(1, ends[1])];
}
