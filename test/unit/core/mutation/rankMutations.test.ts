import { describe, expect, test } from 'vitest';
import type { FailureClass } from '../../../../src/core/mutation/failureClass';
import type { Mutation } from '../../../../src/core/mutation/mutation';
import type { PatternName } from '../../../../src/core/mutation/patternPriors';
import { PATTERN_PRIORS } from '../../../../src/core/mutation/patternPriors';
import { rankMutations } from '../../../../src/core/mutation/rankMutations';
import type { MutationPlace } from '../../../../src/core/mutation/rankMutations';

function mutation(pattern: PatternName, start: number, replacement = 'x'): Mutation {
  return { start, end: start + 1, replacement, pattern, description: 'Changes something.' };
}

function place(path: string, suspiciousness: number): MutationPlace {
  return { path, startRow: 0, endRow: 9, suspiciousness };
}

const OPTIONS = { perPlace: 100, seed: 7, failures: new Set<FailureClass>() };

describe('ranking', () => {
  test('a more suspicious place comes first, then the likelier pattern', () => {
    const mutations = [mutation('jump-kind', 1), mutation('comparison-boundary', 2)];
    const ranked = rankMutations(
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

  test("a pattern's candidates share its prior, the first alternative at a spot the most", () => {
    const mutations = [1, 2].flatMap((start) => [
      mutation('jump-kind', start, 'likeliest'),
      mutation('jump-kind', start, 'next'),
    ]);
    const ranked = rankMutations([{ place: place('a.js', 1), mutations }], OPTIONS);
    const sum = ranked.reduce((total, { score }) => total + score, 0);
    expect(sum).toBeCloseTo(PATTERN_PRIORS['jump-kind']);
    expect(ranked.map((candidate) => candidate.mutation.replacement)).toEqual([
      'likeliest',
      'likeliest',
      'next',
      'next',
    ]);
  });

  test('the same seed gives the same order of equals, another seed another', () => {
    const mutations = Array.from({ length: 20 }, (_, start) => mutation('jump-kind', start));
    const order = (seed: number): string =>
      rankMutations([{ place: place('a.js', 1), mutations }], { ...OPTIONS, seed })
        .map((candidate) => candidate.mutation.start)
        .join(' ');
    expect(order(1)).toBe(order(1));
    expect(order(1)).not.toBe(order(2));
  });

  test('a pattern that cures the failures seen is preferred', () => {
    const mutations = [mutation('changed-number', 1), mutation('missing-update', 2)];
    const order = (failures: ReadonlySet<FailureClass>): readonly PatternName[] =>
      rankMutations([{ place: place('a.js', 1), mutations }], { ...OPTIONS, failures }).map(
        (candidate) => candidate.mutation.pattern,
      );
    expect(order(new Set())).toEqual(['changed-number', 'missing-update']);
    expect(order(new Set(['endless']))).toEqual(['missing-update', 'changed-number']);
  });

  test('only the likeliest of a place are kept', () => {
    const mutations = [mutation('jump-kind', 1), mutation('comparison-boundary', 2)];
    const ranked = rankMutations([{ place: place('a.js', 1), mutations }], {
      ...OPTIONS,
      perPlace: 1,
    });
    expect(ranked.map((candidate) => candidate.mutation.pattern)).toEqual(['comparison-boundary']);
  });

  test('a mutation of two overlapping places is listed once, with the higher score', () => {
    const mutations = [mutation('jump-kind', 1)];
    const ranked = rankMutations(
      [
        { place: place('a.js', 0.1), mutations },
        { place: place('a.js', 1), mutations },
      ],
      OPTIONS,
    );
    expect(ranked.map(({ score }) => score)).toEqual([PATTERN_PRIORS['jump-kind']]);
  });
});
