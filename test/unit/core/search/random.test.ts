import { describe, expect, test } from 'vitest';
import { createRandom, drawBeta, type Random } from '../../../../src/core/search/random';

const DRAWS = 4_000;

function drawn(random: Random, draw: (random: Random) => number): readonly number[] {
  return Array.from({ length: DRAWS }, () => draw(random));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}

describe('a random sequence', () => {
  test('is the same for the same salt and another for another salt', () => {
    const first = (...salt: readonly (number | string)[]) => {
      const random = createRandom(...salt);
      return [random(), random(), random()];
    };
    expect(first(1, 'clade')).toEqual(first(1, 'clade'));
    expect(first(1, 'clade')).not.toEqual(first(2, 'clade'));
    expect(first('a', 'bc')).not.toEqual(first('ab', 'c'));
  });

  test('fills [0, 1) evenly, also across neighbouring seeds', () => {
    const within = drawn(createRandom(7), (random) => random());
    const across = Array.from({ length: DRAWS }, (_, seed) => createRandom(seed)());
    for (const values of [within, across]) {
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThan(1);
      expect(mean(values)).toBeCloseTo(1 / 2, 1);
      expect(variance(values)).toBeCloseTo(1 / 12, 2);
    }
  });

  test('goes on as published for a given state', () => {
    const random = createRandom();
    expect([random(), random()].map((value) => value * 2 ** 32)).toEqual(sfc32Reference());
  });
});

describe('a Beta draw', () => {
  test.each([
    [1, 1],
    [5, 2],
    [2.5, 0.5],
    [0.3, 0.7],
    [40, 60],
  ])('with shapes %d and %d has the mean and the variance of its distribution', (a, b) => {
    const values = drawn(createRandom('beta', a, b), (random) => drawBeta(random, a, b));
    const spread = (a * b) / ((a + b) ** 2 * (a + b + 1));
    const error = 4 * Math.sqrt(spread / DRAWS);
    expect(Math.abs(mean(values) - a / (a + b))).toBeLessThan(error);
    expect(Math.abs(variance(values) - spread)).toBeLessThan(0.15 * spread);
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test('with vanishing shapes is a coin', () => {
    const values = drawn(createRandom('coin'), (random) => drawBeta(random, 0.00003, 0.00001));
    expect(values.every((value) => Math.min(value, 1 - value) < 1e-9)).toBe(true);
    expect(Math.abs(mean(values) - 0.75)).toBeLessThan(0.03);
  });

  test('has no shapes of 0 or below', () => {
    expect(() => drawBeta(createRandom(1), 0, 1)).toThrow(RangeError);
    expect(() => drawBeta(createRandom(1), 1, Number.NaN)).toThrow(RangeError);
  });
});

/** The first two numbers of sfc32 from the hash of the empty text, in unbounded integers. */
function sfc32Reference(): readonly number[] {
  const word = (value: bigint): bigint => value & 0xffff_ffffn;
  let [a, b, c, counter] = [0n, 0x811c9dc5n, 0xcbf29ce4n, 1n];
  const results: number[] = [];
  for (let round = 0; round < 14; round++) {
    const result = word(a + b + counter);
    counter += 1n;
    a = b ^ (b >> 9n);
    b = word(c + (c << 3n));
    c = word(word((c << 21n) | (c >> 11n)) + result);
    results.push(Number(result));
  }
  return results.slice(-2);
}
