import { expect, test } from 'vitest';
import {
  beginFileReview,
  reviewHunks,
  withReal,
  type FileReview,
} from '../../../../src/extension/review/fileReview';
import { followHunk } from '../../../../src/extension/review/followHunk';

const base = 'a\nx\nb\nx\nc\n';
const before = beginFileReview({ path: 'f', base, proposal: 'a\ny\nb\ny\nc\n', real: base });

function followed(after: FileReview, index: number): number | undefined {
  const hunks = reviewHunks(before);
  const hunk = hunks[index];
  return hunk && followHunk(hunk, hunks, reviewHunks(after))?.newStart;
}

test('a hunk is found again where lines above it moved it, and told from another of the same lines', () => {
  const moved = withReal(before, `top\n${base}`);
  expect([followed(moved, 0), followed(moved, 1)]).toEqual([2, 4]);
});

test('a hunk whose lines were edited is found by its place', () => {
  const typed = withReal(before, 'a\nmine\nb\nx\nc\n');
  expect(followed(typed, 0)).toBe(1);
});

test('a decided hunk is gone, and is not taken for another of the same lines', () => {
  const decided = { ...before, real: 'a\ny\nb\nx\nc\n' };
  expect([followed(decided, 0), followed(decided, 1)]).toEqual([undefined, 3]);
});
