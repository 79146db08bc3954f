import { expect, test } from 'vitest';
import { beginFileReview, reviewHunks } from '../../../../src/extension/review/fileReview';
import { marksOf } from '../../../../src/extension/review/markRanges';

const base = 'a\nb\nc\nd\n';

function marks(proposal: string | null, real: string | null = base): string[] {
  const texts = { path: 'x', base, proposal, real };
  const lines = (real ?? '').split('\n').length;
  return marksOf(reviewHunks(beginFileReview(texts)), lines).map(
    ({ start, end, kind }) => `${String(start)}-${String(end)} ${kind}`,
  );
}

test('changed and removed lines are marked themselves', () => {
  expect(marks('a\nB\nC\nd\n')).toEqual(['1-2 proposal']);
  expect(marks('a\nd\n')).toEqual(['1-2 proposal']);
  expect(marks(null)).toEqual(['0-3 proposal']);
});

test('lines that would come mark the line above, or the first one', () => {
  expect(marks('a\nb\nnew\nc\nd\n')).toEqual(['1-1 proposal']);
  expect(marks('new\na\nb\nc\nd\n')).toEqual(['0-0 proposal']);
  expect(marks(`${base}new\n`)).toEqual(['3-3 proposal']);
});

test('a place that the developer changed too is marked as a conflict', () => {
  expect(marks('a\nB\nc\nd\n', 'a\nmine\nc\nd\n')).toEqual(['1-1 conflict']);
});

test('nothing is marked where nothing is left to decide', () => {
  expect(marks('A\nb\nc\nd\n', 'A\nb\nc\nd\n')).toEqual([]);
});
