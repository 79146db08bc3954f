import { expect, test } from 'vitest';
import { beginFileReview, reviewHunks } from '../../../../src/extension/review/fileReview';
import { hunkAt, neighbourHunk } from '../../../../src/extension/review/hunkAt';

const base = 'a\nb\nc\nd\ne\nf\n';
const hunks = reviewHunks(
  beginFileReview({ path: 'x', base, proposal: 'a\nB1\nB2\nc\ne\nf\ng\n', real: base }),
);
const starts = (side: 'old' | 'new'): (number | undefined)[] =>
  [0, 1, 2, 3, 4, 5, 6].map((line) => hunkAt(hunks, line, side)?.newStart);

test('a line on the right finds the hunk that it lies in, or the place where lines were removed', () => {
  expect(starts('new')).toEqual([undefined, 1, 1, 4, 4, undefined, 6]);
});

test('a line on the left finds the hunk that it lies in, or the place where lines come', () => {
  expect(starts('old')).toEqual([undefined, 1, undefined, 4, undefined, 6, 6]);
});

test('going forward and back ends at the first and the last hunk', () => {
  const go = (line: number, forward: boolean): number | undefined =>
    neighbourHunk(hunks, line, { side: 'new', forward })?.newStart;
  expect([go(0, true), go(1, true), go(4, true), go(6, true)]).toEqual([1, 4, 6, undefined]);
  expect([go(0, false), go(4, false), go(6, false)]).toEqual([undefined, 1, 4]);
});

test('without hunks there is nowhere to go', () => {
  expect(neighbourHunk([], 0, { side: 'new', forward: true })).toBeUndefined();
});
