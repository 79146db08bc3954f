import { expect, test } from 'vitest';
import { exactPattern } from '../../../../../src/adapters/testRunners/selection/namePattern';

test('a name pattern matches exactly its names, whatever characters they have', () => {
  const pattern = new RegExp(exactPattern(['a (b) [c] $', 'x|y.* \\ /z/'], '(?: >)? '));
  expect(pattern.test('a (b) [c] $ > x|y.* \\ /z/')).toBe(true);
  expect(pattern.test('a (b) [c] $ x|y.* \\ /z/')).toBe(true);
  expect(pattern.test('a (b) [c] $ x|yyy \\ /z/')).toBe(false);
  expect(pattern.test('a (b) [c] $ x|y.* \\ /z/ more')).toBe(false);
});
