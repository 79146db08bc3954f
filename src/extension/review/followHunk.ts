import type { ReviewHunk } from './fileReview';

/**
 * What a hunk of `before` has become in `after`: told by its lines, of several with the same lines by their order, and
 * by its place where that does not tell; undefined when it is gone.
 */
export function followHunk(
  hunk: ReviewHunk,
  before: readonly ReviewHunk[],
  after: readonly ReviewHunk[],
): ReviewHunk | undefined {
  const content = contentOf(hunk);
  const old = before.filter((each) => contentOf(each) === content);
  const same = after.filter((each) => contentOf(each) === content);
  if (same.length === old.length) return same[old.indexOf(hunk)];
  return after.find(({ newStart }) => newStart === hunk.newStart);
}

function contentOf({ effect, oldLines, newLines }: ReviewHunk): string {
  return JSON.stringify([effect, oldLines, newLines]);
}
