import { expect, test } from 'vitest';
import { ochiai, type CoveredTest } from '../../../../src/core/context/ochiai';

function covered(passed: boolean, ...lines: readonly number[]): CoveredTest {
  return { passed, lines: new Map([['a.py', new Set(lines)]]) };
}

test('what only failing tests ran is most suspicious, what passing tests ran too is less', () => {
  const found = ochiai([covered(false, 1, 2), covered(true, 1, 3), covered(true, 1)]);
  expect([...(found.get('a.py') ?? [])]).toEqual([
    [1, 1 / Math.sqrt(3)],
    [2, 1],
  ]);
});

test('a line that few of the failing tests ran is less suspicious than one that all ran', () => {
  const found = ochiai([covered(false, 1, 2), covered(false, 1)]);
  expect(found.get('a.py')?.get(1)).toBe(1);
  expect(found.get('a.py')?.get(2)).toBeCloseTo(Math.SQRT1_2);
});

test('without failing tests nothing is suspicious', () => {
  expect(ochiai([covered(true, 1)]).size).toBe(0);
  expect(ochiai([]).size).toBe(0);
});
