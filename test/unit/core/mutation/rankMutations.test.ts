import { describe, expect, test } from 'vitest';
import type { FailureClass } from '../../../../src/core/mutation/failureClass';
import { learnedPriors } from '../../../../src/core/mutation/learnedPriors';
import type { Mutation } from '../../../../src/core/mutation/mutation';
import type { PatternName } from '../../../../src/core/mutation/patternPriors';
import { PATTERN_PRIORS } from '../../../../src/core/mutation/patternPriors';
import { rankMutations as rankInTurns } from '../../../../src/core/mutation/rankMutations';
import type {
  MutationCandidate,
  MutationPlace,
  PlacedMutations,
  RankOptions,
} from '../../../../src/core/mutation/rankMutations';
import { stillClock } from '../../../support/stillClock';

function mutation(pattern: PatternName, start: number, replacement = 'x'): Mutation {
  return { start, end: start + 1, replacement, pattern, description: 'Changes something.' };
}

function place(path: string, suspiciousness: number): MutationPlace {
  return { path, startRow: 0, endRow: 9, suspiciousness };
}

const rankMutations = (
  placed: readonly PlacedMutations[],
  options: RankOptions,
): Promise<readonly MutationCandidate[]> => rankInTurns(placed, options, stillClock);

const OPTIONS = { perPlace: 100, seed: 7, failures: new Set<FailureClass>() };

describe('ranking', () => {
  test('a more suspicious place comes first, then the likelier pattern', async () => {
    const mutations = [mutation('jump-kind', 1), mutation('comparison-boundary', 2)];
    const ranked = await rankMutations(
      [
        { place: place('cold.js', 0.5), mutations },
        { place: place('hot.js', 1), mutations },
      ],
      OPTIONS,
    );
    expect(ranked.map(({ path, mutation: { pattern } }) => `${path} ${pattern}`)).toEqual([
      'hot.js comparison-boundary',
      'cold.js comparison-boundary',
      'hot.js jump-kind',
      'cold.js jump-kind',
    ]);
  });

  test('a pattern whose repairs were accepted comes sooner, also over likelier ones', async () => {
    const mutations = [mutation('jump-kind', 1), mutation('comparison-boundary', 2)];
    const placed = [{ place: place('a.js', 1), mutations }];
    const first = async (accepted: number): Promise<string | undefined> => {
      const priorOf = learnedPriors({ 'jump-kind': accepted });
      return (await rankMutations(placed, { ...OPTIONS, priorOf }))[0]?.mutation.pattern;
    };
    expect(await first(0)).toBe('comparison-boundary');
    expect(await first(3)).toBe('jump-kind');
  });

  test("a pattern's candidates share its prior, the first alternative at a spot the most", async () => {
    const mutations = [1, 2].flatMap((start) => [
      mutation('jump-kind', start, 'likeliest'),
      mutation('jump-kind', start, 'next'),
    ]);
    const ranked = await rankMutations([{ place: place('a.js', 1), mutations }], OPTIONS);
    const sum = ranked.reduce((total, { score }) => total + score, 0);
    expect(sum).toBeCloseTo(PATTERN_PRIORS['jump-kind']);
    expect(ranked.map((candidate) => candidate.mutation.replacement)).toEqual([
      'likeliest',
      'likeliest',
      'next',
      'next',
    ]);
  });

  test('the same seed gives the same order of equals, another seed another', async () => {
    const mutations = Array.from({ length: 20 }, (_, start) => mutation('jump-kind', start));
    const order = async (seed: number): Promise<string> =>
      (await rankMutations([{ place: place('a.js', 1), mutations }], { ...OPTIONS, seed }))
        .map((candidate) => candidate.mutation.start)
        .join(' ');
    expect(await order(1)).toBe(await order(1));
    expect(await order(1)).not.toBe(await order(2));
  });

  test('a pattern that cures the failures seen is preferred', async () => {
    const mutations = [mutation('changed-number', 1), mutation('missing-update', 2)];
    const order = async (failures: ReadonlySet<FailureClass>): Promise<readonly PatternName[]> =>
      (await rankMutations([{ place: place('a.js', 1), mutations }], { ...OPTIONS, failures })).map(
        (candidate) => candidate.mutation.pattern,
      );
    expect(await order(new Set())).toEqual(['changed-number', 'missing-update']);
    expect(await order(new Set(['endless']))).toEqual(['missing-update', 'changed-number']);
  });

  test('only the likeliest of a place are kept', async () => {
    const mutations = [mutation('jump-kind', 1), mutation('comparison-boundary', 2)];
    const ranked = await rankMutations([{ place: place('a.js', 1), mutations }], {
      ...OPTIONS,
      perPlace: 1,
    });
    expect(ranked.map((candidate) => candidate.mutation.pattern)).toEqual(['comparison-boundary']);
  });

  test('a mutation of two overlapping places is listed once, with the higher score', async () => {
    const mutations = [mutation('jump-kind', 1)];
    const ranked = await rankMutations(
      [
        { place: place('a.js', 0.1), mutations },
        { place: place('a.js', 1), mutations },
      ],
      OPTIONS,
    );
    expect(ranked.map(({ score }) => score)).toEqual([PATTERN_PRIORS['jump-kind']]);
  });
});
