import { drawBeta, type Random } from './random';

/** Wins and losses of one way to repair, in one class of failure; fractions come from fading. */
export interface Arm {
  /** Such as `assertion`. */
  readonly failure: string;
  /** Such as `explain`. */
  readonly strategy: string;
  /** The first word of a model's name, such as `gpt`. */
  readonly family: string;
  readonly wins: number;
  readonly losses: number;
  /** Mean tokens of one try; 0 when not known. */
  readonly tokens: number;
}

/** What earlier sessions in a workspace taught about strategies. */
export interface Experience {
  readonly arms: readonly Arm[];
  /** Accepted repairs of the built-in search, by pattern; fractions come from fading. */
  readonly patterns?: Readonly<Record<string, number>>;
}

/** How a strategy is chosen: by its mean, by how good it may well be, or by a draw from what is believed of it. */
export type BanditPolicy = 'greedy' | 'ucb' | 'thompson';

/** What is to be ranked, and what is known. */
export interface Choice<Strategy extends string> {
  readonly failure: string;
  readonly family: string;
  /** The usually best first. */
  readonly strategies: readonly Strategy[];
  readonly experience: Experience;
  readonly policy: BanditPolicy;
  readonly random: Random;
}

/** Wins and losses believed beforehand, by place in the table; all further places are like the last. */
const PRIORS = [
  { wins: 4, losses: 2 },
  { wins: 3, losses: 3 },
];
const LAST_PRIOR = { wins: 2, losses: 4 };

/** A dear strategy's score is divided by at most this, so that it can still win. */
const MAX_COST = 1.25;

/**
 * The strategies, best first: what earlier tries in this class of failure with this family of models came to, on top of
 * their places in the table, divided by what a try costs next to the others. Equals keep the table's order.
 */
export function rankStrategies<Strategy extends string>(
  choice: Choice<Strategy>,
): readonly Strategy[] {
  const arms = choice.strategies.map((strategy) => armOf(choice, strategy));
  const usualCost = meanCost(arms);
  const scored = choice.strategies.map((strategy, place) => ({
    strategy,
    score: scoreOf(choice, arms[place], place) / relativeCost(arms[place], usualCost),
  }));
  return scored.toSorted((a, b) => b.score - a.score).map(({ strategy }) => strategy);
}

function armOf({ failure, family, experience }: Choice<string>, strategy: string): Arm | undefined {
  return experience.arms.find(
    (arm) => arm.failure === failure && arm.family === family && arm.strategy === strategy,
  );
}

function meanCost(arms: readonly (Arm | undefined)[]): number {
  const known = arms.flatMap((arm) => (arm !== undefined && arm.tokens > 0 ? [arm.tokens] : []));
  return known.reduce((sum, tokens) => sum + tokens, 0) / known.length;
}

function relativeCost(arm: Arm | undefined, usualCost: number): number {
  if (arm === undefined || arm.tokens === 0) return 1;
  return Math.min(MAX_COST, Math.max(1, arm.tokens / usualCost));
}

function scoreOf({ policy, random }: Choice<string>, arm: Arm | undefined, place: number): number {
  const prior = PRIORS[place] ?? LAST_PRIOR;
  const wins = prior.wins + (arm?.wins ?? 0);
  const losses = prior.losses + (arm?.losses ?? 0);
  if (policy === 'thompson') return drawBeta(random, wins, losses);
  const mean = wins / (wins + losses);
  return policy === 'greedy' ? mean : mean + deviation(wins, losses);
}

/** The standard deviation of Beta(wins, losses): how far above its mean a strategy may well be (after Bayes-UCB). */
function deviation(wins: number, losses: number): number {
  const tries = wins + losses;
  return Math.sqrt((wins * losses) / (tries ** 2 * (tries + 1)));
}
