import { describe, expect, test } from 'vitest';
import { sliceAt, slicesOf } from '../../../../src/core/search/slices';

describe('the slices of a budget', () => {
  test('A17: are 1/8, 1/8, 1/4 and 1/2 of the cap', () => {
    expect(slicesOf(16)).toEqual([2, 4, 8, 16]);
    expect(slicesOf(100)).toEqual([13, 25, 50, 100]);
    expect(slicesOf(20)).toEqual([3, 5, 10, 20]);
  });

  test('A17: are fewer for tiny caps', () => {
    expect([1, 2, 3, 6].map(slicesOf)).toEqual([[1], [1, 2], [1, 2, 3], [1, 2, 3, 6]]);
  });

  test('A17: rise strictly by whole requests, and never go above the cap', () => {
    for (let cap = 1; cap <= 200; cap++) {
      const grants = slicesOf(cap);
      expect(grants.every(Number.isInteger)).toBe(true);
      expect(grants[0]).toBeGreaterThanOrEqual(1);
      expect(grants.at(-1)).toBe(cap);
      expect(grants.toSorted((a, b) => a - b)).toEqual([...new Set(grants)]);
    }
  });

  test('A17: a request falls in the first slice that still grants it', () => {
    const slices = Array.from({ length: 8 }, (_, spent) => sliceAt(spent, 6));
    expect(slices).toEqual([0, 1, 2, 3, 3, 3, 3, 3]);
    expect(sliceAt(0, 1)).toBe(0);
    expect(sliceAt(1, 1)).toBe(0);
  });
});
