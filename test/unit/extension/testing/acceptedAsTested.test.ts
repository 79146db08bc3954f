import { describe, expect, test } from 'vitest';
import {
  beginFileReview,
  expecting,
  reviewHunks,
  withReal,
  withShown,
  type FileReview,
} from '../../../../src/extension/review/fileReview';
import { isAcceptedAsTested } from '../../../../src/extension/testing/acceptedAsTested';

const BEFORE = 'a\nb\n';
const FIXED = 'a\nB\n';
const begun = beginFileReview({ path: 'cart.ts', base: BEFORE, proposal: FIXED, real: BEFORE });

function accept(review: FileReview): FileReview {
  const count = reviewHunks(review).length;
  return withReal(expecting(review, review.shown, count), review.shown);
}

function isAccepted(...files: readonly FileReview[]): boolean {
  const set = { session: 's', revision: 1, root: 'file:///shop', files };
  return isAcceptedAsTested(set, new Map([['cart.ts', FIXED.replaceAll('\n', '\r\n')]]));
}

describe('a fix', () => {
  test('is accepted as it was tested when its files are what was proposed', () => {
    expect(isAccepted(accept(begun))).toBe(true);
  });

  test.each([
    ['nothing is accepted', begun],
    ['the proposal was edited away', withShown(begun, BEFORE)],
    ['the proposal was edited before it was accepted', accept(withShown(begun, 'a\nC\n'))],
    ['a hunk was rejected', { ...accept(begun), rejected: 1 }],
  ])('is not when %s', (_, file) => {
    expect(isAccepted(file)).toBe(false);
  });

  test('is not when only its edits of tests are there', () => {
    expect(isAccepted({ ...begun, test: 'apart' })).toBe(false);
  });
});
