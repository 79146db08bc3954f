import type { HunkName } from '../session/events';
import type { FileEdit, Hunk } from './fileEdit';

/** One hunk of a revision under its name. */
export interface NamedHunk {
  readonly name: HunkName;
  readonly path: string;
  readonly kind: FileEdit['kind'];
  readonly hunk: Hunk;
}

/** The hunks of a revision in the order of its files; a created or deleted file is one hunk, even when it is empty. */
export function namedHunks(files: readonly FileEdit[]): readonly NamedHunk[] {
  return files.flatMap(({ path, kind, hunks }) => {
    const own = kind === 'modify' ? hunks : [hunks[0] ?? EMPTY];
    return own.map((hunk) => ({ name: { path, line: hunk.newStart + 1 }, path, kind, hunk }));
  });
}

/** The edits without the named hunks; a file that loses all of them is left out, the other names may shift. */
export function filesWithout(
  files: readonly FileEdit[],
  dropped: readonly HunkName[],
): readonly FileEdit[] {
  return files.flatMap((file) => {
    const lines = dropped.filter(({ path }) => path === file.path).map(({ line }) => line);
    if (lines.length === 0) return [file];
    const hunks = file.hunks.filter(({ newStart }) => !lines.includes(newStart + 1));
    return file.kind === 'modify' && hunks.length > 0 ? [{ ...file, hunks: moved(hunks) }] : [];
  });
}

/** Whether two names mean one hunk of the same revision. */
export function isSameHunk(a: HunkName, b: HunkName): boolean {
  return a.path === b.path && a.line === b.line;
}

const EMPTY: Hunk = { oldStart: 0, oldLines: [], newStart: 0, newLines: [] };

/** The hunks with the places that they have when only they are applied. */
function moved(hunks: readonly Hunk[]): readonly Hunk[] {
  let shift = 0;
  return hunks.map((hunk) => {
    const newStart = hunk.oldStart + shift;
    shift += hunk.newLines.length - hunk.oldLines.length;
    return { ...hunk, newStart };
  });
}
