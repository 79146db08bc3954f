import { expect, test } from 'vitest';
import { beginFileReview, reviewHunks } from '../../../../src/extension/review/fileReview';
import { hunkActions } from '../../../../src/extension/review/hunkActions';

function titles(
  real: string | null,
  proposal: string | null,
  base: string | null = 'a\n',
): string[] {
  const [hunk] = reviewHunks(beginFileReview({ path: 'x', base, proposal, real }));
  return hunk ? hunkActions(hunk).map(({ title }) => title) : [];
}

test('a hunk is accepted or rejected, and says when accepting deletes the file', () => {
  expect(titles('a\n', 'b\n')).toEqual(['Accept', 'Reject', 'Why']);
  expect(titles(null, 'b\n', null)).toEqual(['Accept', 'Reject', 'Why']);
  expect(titles('a\n', null)).toEqual(['Accept: delete this file', 'Reject', 'Why']);
});

test('a conflict is decided by whose lines stay', () => {
  expect(titles('mine\n', 'b\n')).toEqual(['Take Proposal', 'Keep Mine', 'Why']);
});
