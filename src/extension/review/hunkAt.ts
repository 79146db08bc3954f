import type { ReviewHunk } from './fileReview';

/** Which text of a hunk line numbers count in. */
export type Side = 'old' | 'new';

/** The hunk that a line lies in; a hunk without lines on that side counts as the lines around its place. */
export function hunkAt(
  hunks: readonly ReviewHunk[],
  line: number,
  side: Side,
): ReviewHunk | undefined {
  return hunks.find((hunk) => {
    const { start, count } = spanOf(hunk, side);
    return count === 0
      ? line === start || line === start - 1
      : line >= start && line < start + count;
  });
}

/** The next hunk after a line, or the previous one before it; undefined at the ends. */
export function neighbourHunk(
  hunks: readonly ReviewHunk[],
  line: number,
  { side, forward }: { readonly side: Side; readonly forward: boolean },
): ReviewHunk | undefined {
  return forward
    ? hunks.find((hunk) => spanOf(hunk, side).start > line)
    : hunks.findLast((hunk) => spanOf(hunk, side).start < line);
}

/** The lines of a hunk on one side. */
export function spanOf(
  hunk: ReviewHunk,
  side: Side,
): { readonly start: number; readonly count: number } {
  return side === 'old'
    ? { start: hunk.oldStart, count: hunk.oldLines.length }
    : { start: hunk.newStart, count: hunk.newLines.length };
}
