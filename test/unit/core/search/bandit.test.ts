import { describe, expect, test } from 'vitest';
import {
  rankStrategies,
  type Arm,
  type BanditPolicy,
  type Choice,
} from '../../../../src/core/search/bandit';
import { experienceAfter } from '../../../../src/core/search/experience';
import { createRandom } from '../../../../src/core/search/random';
import { repairTries } from '../../../support/repairTries';

const STYLES = ['bare', 'explain', 'trace'] as const;
const POLICIES: readonly BanditPolicy[] = ['greedy', 'ucb', 'thompson'];

function choice(fields: Partial<Choice<(typeof STYLES)[number]>>): Choice<(typeof STYLES)[number]> {
  return {
    failure: 'assertion',
    family: 'gpt',
    strategies: STYLES,
    experience: { arms: [] },
    policy: 'greedy',
    random: createRandom(1, 'bandit'),
    ...fields,
  };
}

function arm(fields: Partial<Arm>): Arm {
  const key = { failure: 'assertion', strategy: 'bare', family: 'gpt' };
  return { ...key, wins: 0, losses: 0, tokens: 0, ...fields };
}

/** How often each style is first in 1,000 Thompson draws. */
function firstPlaces(arms: readonly Arm[]): readonly number[] {
  const random = createRandom('many');
  const firsts = Array.from(
    { length: 1_000 },
    () => rankStrategies(choice({ experience: { arms }, policy: 'thompson', random }))[0],
  );
  return STYLES.map((style) => firsts.filter((first) => first === style).length);
}

describe.each(POLICIES)('with the policy %s', (policy) => {
  const wins = repairTries({ style: 'explain', failure: 'assertion', won: 20, lost: 0 });
  const experience = experienceAfter({ arms: [] }, wins);

  test('A26: after 20 wins of the second strategy in a class it is tried first', () => {
    expect(rankStrategies(choice({ policy, experience }))[0]).toBe('explain');
  });

  test('A26: another class of failure and another family of models are unaffected', () => {
    const fresh = rankStrategies(choice({ policy, failure: 'exception' }));
    expect(rankStrategies(choice({ policy, experience, failure: 'exception' }))).toEqual(fresh);
    expect(rankStrategies(choice({ policy, experience, family: 'qwen' }))).toEqual(fresh);
  });

  test('the same seed gives the same order, which holds every strategy once', () => {
    const first = rankStrategies(choice({ policy, experience }));
    expect(rankStrategies(choice({ policy, experience }))).toEqual(first);
    expect(first.toSorted()).toEqual(STYLES.toSorted());
  });

  test('nothing is ranked when there is nothing to rank', () => {
    expect(rankStrategies(choice({ policy, strategies: [] }))).toEqual([]);
  });
});

test.each(['greedy', 'ucb'] as const)('without experience %s keeps the table order', (policy) => {
  expect(rankStrategies(choice({ policy }))).toEqual(STYLES);
});

test('without experience thompson tries the earlier strategy first more often', () => {
  const [bare = 0, explain = 0, trace = 0] = firstPlaces([]);
  expect(bare).toBeGreaterThan(explain);
  expect(explain).toBeGreaterThan(trace);
  expect(trace).toBeGreaterThan(0);
});

test('greedy goes by the mean alone, ucb prefers what was tried less', () => {
  const experience = {
    arms: [arm({ strategy: 'bare', wins: 60, losses: 30 }), arm({ strategy: 'explain', wins: 1 })],
  };
  expect(rankStrategies(choice({ experience, policy: 'greedy' }))[0]).toBe('bare');
  expect(rankStrategies(choice({ experience, policy: 'ucb' }))[0]).toBe('explain');
});

test('a dear strategy must be better to come first, and still can', () => {
  const cheap = arm({ strategy: 'bare', wins: 4, losses: 4, tokens: 100 });
  const dear = (won: number) => arm({ strategy: 'explain', wins: won, losses: 1, tokens: 9_000 });
  const first = (won: number) =>
    rankStrategies(choice({ experience: { arms: [cheap, dear(won)] } }))[0];
  expect(
    rankStrategies(choice({ experience: { arms: [cheap, { ...dear(4), tokens: 0 }] } }))[0],
  ).toBe('explain');
  expect(first(4)).toBe('bare');
  expect(first(40)).toBe('explain');
});
