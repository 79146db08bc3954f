import { expect, test } from 'vitest';
import { wilsonInterval } from '../../../../bench/simulation/interval';

test.each([
  [50, 100, 0.4038, 0.5962],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [1, 3, 0.0615, 0.7923],
  [0, 0, 0, 1],
])('the share of %d in %d lies between %d and %d', (successes, trials, low, high) => {
  const [from, to] = wilsonInterval(successes, trials);
  expect(from).toBeCloseTo(low, 4);
  expect(to).toBeCloseTo(high, 4);
});
