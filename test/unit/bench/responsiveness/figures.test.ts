import { expect, test } from 'vitest';
import { medianOf } from '../../../../bench/responsiveness/figures';

test.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
  [[], NaN],
])('the middle of %j is %d', (numbers, middle) => {
  expect(medianOf(numbers)).toBe(middle);
});
