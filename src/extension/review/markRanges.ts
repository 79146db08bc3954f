import type { ReviewHunk } from './fileReview';

/** Lines of the real file (0-based, `end` included) where something is proposed. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly kind: 'proposal' | 'conflict';
}

/** Where a file of so many lines is marked: the old lines of each hunk, or the line above lines that would come. */
export function marksOf(hunks: readonly ReviewHunk[], lineCount: number): readonly Mark[] {
  return hunks
    .filter(({ effect }) => effect !== 'create')
    .map(({ oldStart, oldLines, conflict }) => {
      const kind = conflict ? 'conflict' : 'proposal';
      const first = oldLines.length === 0 ? oldStart - 1 : oldStart;
      const start = Math.min(Math.max(0, first), lineCount - 1);
      const end = Math.min(Math.max(start, oldStart + oldLines.length - 1), lineCount - 1);
      return { start, end, kind };
    });
}
