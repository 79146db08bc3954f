import { hashLanes } from '../hash';
import type { Clock } from '../ports';
import { evidenceFor } from './failureClass';
import type { FailureClass } from './failureClass';
import type { Mutation } from './mutation';
import { learnedPriors } from './learnedPriors';
import type { PatternName } from './patternPriors';

/** A place of a file where the fault may be; rows are 0-based and inclusive. */
export interface MutationPlace {
  readonly path: string;
  readonly startRow: number;
  readonly endRow: number;
  /** In (0, 1], comparable between places. */
  readonly suspiciousness: number;
  /** The evidence, as a phrase. */
  readonly reason?: string;
}

/** The mutations of one place. */
export interface PlacedMutations {
  readonly place: MutationPlace;
  readonly mutations: readonly Mutation[];
}

/** A mutation of a file with its standing: higher scores are likelier fixes. */
export interface MutationCandidate {
  readonly path: string;
  readonly mutation: Mutation;
  readonly score: number;
  /** The evidence for its place, as a phrase. */
  readonly reason?: string;
}

/** What else decides the order. */
export interface RankOptions {
  /** How many candidates of one place are kept. */
  readonly perPlace: number;
  /** Orders equals. */
  readonly seed: number;
  /** What the failures point at. */
  readonly failures: ReadonlySet<FailureClass>;
  /** How likely a pattern is the fix, in any unit; the table by default. */
  readonly priorOf?: (pattern: PatternName) => number;
  /** What speaks for the very spot of a mutation, in (0, 1]; without it all spots of a place are equal. */
  readonly weightOf?: (path: string, mutation: Mutation) => number;
}

/**
 * All mutations, likeliest first: suspiciousness × the pattern's prior, raised when the pattern cures such failures, and
 * shared by its candidates in the place, since at most one of them is the fix; the first alternatives at a spot get the larger shares. The same input and seed give the same order; a mutation of overlapping places
 * is listed once.
 */
export async function rankMutations(
  placed: readonly PlacedMutations[],
  options: RankOptions,
  clock: Pick<Clock, 'yield'>,
): Promise<readonly MutationCandidate[]> {
  const { perPlace, seed } = options;
  const byKey = new Map<string, MutationCandidate>();
  for (const group of placed) {
    const likeliest = await best(await scored(group, options, clock), perPlace, clock);
    for (const candidate of ordered(likeliest, seed).slice(0, perPlace)) {
      const key = keyOf(candidate);
      const known = byKey.get(key);
      if (known === undefined || known.score < candidate.score) byKey.set(key, candidate);
    }
  }
  return ordered([...byKey.values()], seed);
}

/** To score so many mutations takes some milliseconds; a long file has a hundred times as many. */
const MUTATIONS_AT_A_TIME = 2_000;

async function scored(
  { place, mutations }: PlacedMutations,
  { failures, priorOf = learnedPriors(), weightOf: spotWeightOf = () => 1 }: RankOptions,
  clock: Pick<Clock, 'yield'>,
): Promise<readonly MutationCandidate[]> {
  const weightOf = alternativeWeights();
  const sums = new Map<PatternName, number>();
  const weighted: { readonly mutation: Mutation; readonly weight: number }[] = [];
  for (const mutation of mutations) {
    const weight = weightOf(mutation);
    weighted.push({ mutation, weight });
    sums.set(mutation.pattern, (sums.get(mutation.pattern) ?? 0) + weight);
    if (weighted.length % MUTATIONS_AT_A_TIME === 0) await clock.yield();
  }
  const candidates: MutationCandidate[] = [];
  for (const { mutation, weight } of weighted) {
    const share = weight / (sums.get(mutation.pattern) ?? weight);
    const prior = priorOf(mutation.pattern) * evidenceFor(mutation.pattern, failures);
    const score = place.suspiciousness * prior * share * spotWeightOf(place.path, mutation);
    const { path, reason } = place;
    candidates.push({ path, mutation, score, ...(reason !== undefined && { reason }) });
    if (candidates.length % MUTATIONS_AT_A_TIME === 0) await clock.yield();
  }
  return candidates;
}

/** 1, 1/2, 1/3 … for a pattern's alternatives at one spot, since patterns name the likeliest first. */
function alternativeWeights(): (mutation: Mutation) => number {
  const seen = new Map<string, number>();
  return ({ pattern, start, end }) => {
    const spot = `${pattern} ${String(start)} ${String(end)}`;
    const rank = (seen.get(spot) ?? 0) + 1;
    seen.set(spot, rank);
    return 1 / rank;
  };
}

/** The best `count` and their equals: numbers are sorted much faster than candidates. */
async function best(
  candidates: readonly MutationCandidate[],
  count: number,
  clock: Pick<Clock, 'yield'>,
): Promise<readonly MutationCandidate[]> {
  if (candidates.length <= count) return candidates;
  const scores = new Float64Array(candidates.length);
  for (const [index, { score }] of candidates.entries()) scores[index] = score;
  await clock.yield();
  const least = scores.sort().at(-count) ?? 0;
  await clock.yield();
  return candidates.filter(({ score }) => score >= least);
}

function ordered(
  candidates: readonly MutationCandidate[],
  seed: number,
): readonly MutationCandidate[] {
  return candidates
    .map((candidate) => ({ candidate, draw: hashLanes(`${String(seed)} ${keyOf(candidate)}`)[0] }))
    .sort((left, right) => right.candidate.score - left.candidate.score || left.draw - right.draw)
    .map(({ candidate }) => candidate);
}

function keyOf({ path, mutation: { start, end, replacement } }: MutationCandidate): string {
  return `${path} ${String(start)} ${String(end)} ${replacement}`;
}
