import { hashLanes } from '../hash';
import { evidenceFor } from './failureClass';
import type { FailureClass } from './failureClass';
import type { Mutation } from './mutation';
import { PATTERN_PRIORS } from './patternPriors';
import type { PatternName } from './patternPriors';

/** A place of a file where the fault may be; rows are 0-based and inclusive. */
export interface MutationPlace {
  readonly path: string;
  readonly startRow: number;
  readonly endRow: number;
  /** In (0, 1], comparable between places. */
  readonly suspiciousness: number;
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
}

/** What else decides the order. */
export interface RankOptions {
  /** How many candidates of one place are kept. */
  readonly perPlace: number;
  /** Orders equals. */
  readonly seed: number;
  /** What the failures point at. */
  readonly failures: ReadonlySet<FailureClass>;
}

/**
 * All mutations, likeliest first: suspiciousness × the pattern's prior, raised when the pattern cures such failures, and
 * shared by its candidates in the place, since at most one of them is the fix; the first alternatives at a spot get the larger shares. The same input and seed give the same order; a mutation of overlapping places
 * is listed once.
 */
export function rankMutations(
  placed: readonly PlacedMutations[],
  { perPlace, seed, failures }: RankOptions,
): readonly MutationCandidate[] {
  const byKey = new Map<string, MutationCandidate>();
  for (const group of placed) {
    for (const candidate of ordered(scored(group, failures), seed).slice(0, perPlace)) {
      const key = keyOf(candidate);
      const known = byKey.get(key);
      if (known === undefined || known.score < candidate.score) byKey.set(key, candidate);
    }
  }
  return ordered([...byKey.values()], seed);
}

function scored(
  { place, mutations }: PlacedMutations,
  failures: ReadonlySet<FailureClass>,
): readonly MutationCandidate[] {
  const weights = alternativeWeights(mutations);
  const sums = new Map<PatternName, number>();
  for (const [{ pattern }, weight] of weights) {
    sums.set(pattern, (sums.get(pattern) ?? 0) + weight);
  }
  return [...weights].map(([mutation, weight]) => {
    const share = weight / (sums.get(mutation.pattern) ?? weight);
    const prior = PATTERN_PRIORS[mutation.pattern] * evidenceFor(mutation.pattern, failures);
    const score = place.suspiciousness * prior * share;
    return { path: place.path, mutation, score };
  });
}

/** 1, 1/2, 1/3 … for a pattern's alternatives at one spot, since patterns name the likeliest first. */
function alternativeWeights(mutations: readonly Mutation[]): ReadonlyMap<Mutation, number> {
  const seen = new Map<string, number>();
  const weights = new Map<Mutation, number>();
  for (const mutation of mutations) {
    const spot = `${mutation.pattern} ${String(mutation.start)} ${String(mutation.end)}`;
    const rank = (seen.get(spot) ?? 0) + 1;
    seen.set(spot, rank);
    weights.set(mutation, 1 / rank);
  }
  return weights;
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
