import type { FileEdit } from '../revisions/fileEdit';

/** Of a file's lines; what leaves out so many is seldom a repair. */
const MOST_OF_A_FILE = 0.6;
/** A shorter file may well be rewritten, or be one too many. */
const MIN_LINES = 20;
/** Deleted files, however short. */
const MANY_FILES = 3;

/** Sentences about edits that delete much: tests may well be green without it, but a developer has to look. */
export function massDeletionsIn(
  edits: readonly FileEdit[],
  textOf: (path: string) => string | null | undefined,
): readonly string[] {
  const deleted = edits.filter(({ kind }) => kind === 'delete').map(({ path }) => path);
  return [
    ...(deleted.length < MANY_FILES
      ? []
      : [`${String(deleted.length)} files are deleted: ${deleted.join(', ')}`]),
    ...edits.flatMap((edit) => lossOf(edit, textOf(edit.path) ?? '')),
  ];
}

/** `after` is the whole file with the edit. */
function lossOf({ path, hunks }: FileEdit, after: string): readonly string[] {
  const removed = hunks.reduce((sum, { oldLines }) => sum + oldLines.length, 0);
  const added = hunks.reduce((sum, { newLines }) => sum + newLines.length, 0);
  const before = lineCount(after) - added + removed;
  const lost = removed - added;
  if (lost < MIN_LINES || lost < MOST_OF_A_FILE * before) return [];
  return [`${path}: ${String(lost)} of ${String(before)} lines are deleted`];
}

function lineCount(text: string): number {
  return text === '' ? 0 : text.replace(/\r?\n$/, '').split('\n').length;
}
