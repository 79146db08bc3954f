import type { FileEdit } from '../revisions/fileEdit';

/** Of a file's lines; what leaves out so many is seldom a repair. */
const MOST_OF_A_FILE = 0.6;
/** A shorter file may well be rewritten. */
const MIN_LINES = 20;

/** Sentences about edits that delete files, or most of one: tests may well be green without it, but a developer has to look. */
export function massDeletionsIn(
  edits: readonly FileEdit[],
  textOf: (path: string) => string | null | undefined,
): readonly string[] {
  return edits.flatMap(({ path, kind, hunks }) => {
    if (kind === 'delete') return [`${path}: the file is deleted`];
    const removed = hunks.reduce((sum, { oldLines }) => sum + oldLines.length, 0);
    const added = hunks.reduce((sum, { newLines }) => sum + newLines.length, 0);
    const before = lineCount(textOf(path) ?? '') - added + removed;
    const lost = removed - added;
    if (lost < MIN_LINES || lost < MOST_OF_A_FILE * before) return [];
    return [`${path}: ${String(lost)} of ${String(before)} lines are deleted`];
  });
}

function lineCount(text: string): number {
  return text === '' ? 0 : text.replace(/\r?\n$/, '').split('\n').length;
}
