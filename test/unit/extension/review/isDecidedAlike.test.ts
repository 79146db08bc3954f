import { describe, expect, test } from 'vitest';
import {
  acceptedText,
  beginFileReview,
  expecting,
  rejectHunks,
  reviewHunks,
  withReal,
  withShown,
  type FileReview,
} from '../../../../src/extension/review/fileReview';
import { isDecidedAlike } from '../../../../src/extension/review/isDecidedAlike';
import type { ReviewSet } from '../../../../src/extension/review/reviewSet';

const base = 'a\nb\nc\nd\ne\n';
const begun = beginFileReview({ path: 'x.js', base, proposal: 'A\nb\nc\nd\nE\n', real: base });

function set(...files: readonly FileReview[]): ReviewSet {
  return { session: 's', revision: 1, root: 'file:///w', files };
}

function isAlike(file: FileReview): boolean {
  return isDecidedAlike(set(begun), set(file));
}

describe('a review', () => {
  test('is decided alike after anybody typed in the real file, or another window accepted a hunk', () => {
    expect(isAlike(withReal(begun, 'a\nb\nmine\nd\ne\n'))).toBe(true);
    expect(isAlike(withReal(begun, 'A\nb\nc\nd\ne\n'))).toBe(true);
  });

  test('is decided otherwise after a hunk was rejected, accepted or edited', () => {
    const first = reviewHunks(begun).slice(0, 1);
    const after = acceptedText(begun, first) ?? null;
    expect(isAlike(rejectHunks(begun, first))).toBe(false);
    expect(isAlike(withReal(expecting(begun, after, 1), after))).toBe(false);
    expect(isAlike(withShown(begun, 'A\nb\nc\nd\nmine\n'))).toBe(false);
  });

  test('is decided otherwise with another file, or the same under another name', () => {
    expect(isDecidedAlike(set(begun), set(begun, { ...begun, path: 'y.js' }))).toBe(false);
    expect(isAlike({ ...begun, path: 'y.js' })).toBe(false);
  });
});
