import { describe, expect, test } from 'vitest';
import { majorityOf, weakRoots } from '../../../../src/core/search/forest';

describe('the consensus of independent roots', () => {
  test.each([
    ['aa', 3, 'a'],
    ['ba', 2, undefined],
    ['aa', 4, undefined],
    ['abaa', 5, 'a'],
    ['bab', 3, 'b'],
    ['a', 1, 'a'],
    ['', 3, undefined],
  ])('A19: of the green behaviours "%s" of %d roots is %s', (behaviours, roots, majority) => {
    expect(majorityOf(Array.from(behaviours), roots)).toBe(majority);
  });
});

describe('weak roots', () => {
  const weak = (...rankings: readonly (readonly number[])[]) => [...weakRoots(rankings)];

  test('A19: are those that were last in value twice', () => {
    expect(weak([1, 2, 3])).toEqual([]);
    expect(weak([1, 2, 3], [1, 3, 2])).toEqual([]);
    expect(weak([1, 2, 3], [2, 1, 3])).toEqual([3]);
    expect(weak([1, 2, 3], [1, 3, 2], [2, 1, 3])).toEqual([3]);
  });

  test('A19: no longer stand between the others and the last place', () => {
    expect(weak([1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3])).toEqual([3, 2]);
  });

  test('A19: are never all, and a root alone is never last', () => {
    expect(weak([1], [1], [1])).toEqual([]);
    expect(weak([1, 2], [2, 1], [1, 2], [2, 1], [2, 1], [1, 2])).toEqual([2]);
    expect(weak([], [1], [1, 2], [1, 2])).toEqual([2]);
  });
});
