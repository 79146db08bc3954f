import { PATTERN_PRIORS, type PatternName } from './patternPriors';

/** The table counts for as many accepted repairs as this: with fewer it rules, with more what was accepted does. */
const TABLE_WEIGHT = 50;
const TABLE_SUM = Object.values(PATTERN_PRIORS).reduce((sum, prior) => sum + prior, 0);

/** Priors in the unit of the table after so many accepted repairs of each pattern: the mean of the Dirichlet posterior. */
export function learnedPriors(
  accepted: Readonly<Record<string, number>> = {},
): (pattern: PatternName) => number {
  const total = Object.values(accepted).reduce((sum, count) => sum + count, 0);
  return (pattern) => {
    const believed = (TABLE_WEIGHT * PATTERN_PRIORS[pattern]) / TABLE_SUM;
    return (TABLE_SUM * (believed + (accepted[pattern] ?? 0))) / (TABLE_WEIGHT + total);
  };
}
