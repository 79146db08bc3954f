import { expect, test } from 'vitest';
import { isSettled, leadPosterior } from '../../../../src/core/search/consensus';

function countsOf(draws: string): readonly number[] {
  return [...new Set(draws)].map((behaviour) => draws.split(behaviour).length - 1);
}

test.each([
  ['', false],
  ['aaa', false],
  ['aaaa', true],
  ['baaaaa', false],
  ['aaaaab', false],
  ['aaaaaab', true],
  ['aaaaaaaabb', true],
  ['aaaaaaabb', false],
  ['aabb', false],
  ['aaaaabcdef', false],
])('A15: after the draws "%s" the leader being the majority is %s', (draws, settled) => {
  expect(isSettled(countsOf(draws))).toBe(settled);
});

test('A15: the posterior is the mass of the Beta above one half', () => {
  expect(leadPosterior([])).toBe(0);
  expect(leadPosterior([1])).toBeCloseTo(3 / 4, 12);
  expect(leadPosterior([2, 2])).toBeCloseTo(1 / 2, 12);
  expect(leadPosterior([1, 8, 2])).toBeCloseTo(integralAboveHalf(8, 2), 6);
  expect(leadPosterior([30, 19])).toBeCloseTo(integralAboveHalf(30, 19), 6);
});

/** The same mass by the midpoint rule over p^first (1 - p)^second. */
function integralAboveHalf(first: number, second: number): number {
  const steps = 20_000;
  let above = 0;
  let whole = 0;
  for (let step = 0; step < steps; step++) {
    const p = (step + 0.5) / steps;
    const density = p ** first * (1 - p) ** second;
    whole += density;
    if (p > 0.5) above += density;
  }
  return above / whole;
}
