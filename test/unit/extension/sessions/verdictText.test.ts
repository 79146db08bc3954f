import { expect, test } from 'vitest';
import { isFullyGreen, verdictText } from '../../../../src/extension/sessions/verdictText';
import { verdictOf } from '../../../support/sessionStory';

test('a green verdict shows what is fixed and that nothing broke', () => {
  expect(verdictText(verdictOf({ fixed: 4, total: 4 }))).toBe('4/4 fixed · 0 broken');
  expect(isFullyGreen(verdictOf({}))).toBe(true);
});

test('each missing mark shows by itself', () => {
  const weak = verdictOf({ testsWeakened: ['a.test.ts lost an assertion'] });
  expect(verdictText(weak)).toBe('1/1 fixed · 0 broken · 1 test weakened');
  expect(isFullyGreen(weak)).toBe(false);
  const broken = verdictOf({ fixed: 3, total: 4, regressions: ['x'] });
  expect(verdictText(broken)).toBe('3/4 fixed · 1 broken');
});

test('tests that were not run are never counted as unbroken', () => {
  const partial = verdictOf({ wholeSuite: false });
  expect(verdictText(partial)).toBe('1/1 fixed · other tests not run');
  expect(isFullyGreen(partial)).toBe(false);
});
