import type { FileTexts } from '../ports';
import type { HunkName } from '../session/events';
import type { Frame } from '../testReport';
import { applyFileEdit } from './applyRevision';
import type { FileEdit, Hunk } from './fileEdit';
import { diffTexts } from './hunks';
import { isSameHunk, namedHunks, type NamedHunk } from './hunkSet';
import { splitLines } from './lines';

/** A revision, a child made of it, and the hunks of the revision that the child shall keep. */
export interface Inheritance {
  readonly parent: { readonly files: readonly FileEdit[] };
  /** Whole texts of all files in which the child differs from the baseline; null: deleted. */
  readonly childTexts: FileTexts;
  readonly kept: readonly HunkName[];
  /** The baseline text of a file; undefined when there is none. */
  readonly read: (path: string) => Promise<string | undefined>;
}

/** The kept hunks that the child has no longer byte for byte, in the order of the parent's files. */
export async function alteredHunks(inheritance: Inheritance): Promise<readonly HunkName[]> {
  const files = await keptFiles(inheritance);
  return files.flatMap(alteredIn).map(({ name }) => name);
}

/** The hunk whose new lines hold the frame's line; undefined when the frame is outside of all hunks. */
export function hunkAt(files: readonly FileEdit[], frame: Frame): NamedHunk | undefined {
  return namedHunks(files).find(({ name, path, hunk }) => {
    const end = name.line + hunk.newLines.length;
    return path === frame.file && frame.line >= name.line && frame.line < end;
  });
}

/** A file with kept hunks, as the parent and as the child have it; null: no such file. */
interface KeptFile {
  readonly path: string;
  readonly kept: readonly NamedHunk[];
  readonly parent: string | null;
  readonly child: string | null;
}

async function keptFiles(inheritance: Inheritance): Promise<readonly KeptFile[]> {
  const { parent, childTexts, kept, read } = inheritance;
  const files: KeptFile[] = [];
  for (const edit of parent.files) {
    const own = namedHunks([edit]).filter(({ name }) =>
      kept.some((each) => isSameHunk(each, name)),
    );
    if (own.length === 0) continue;
    const before = (await read(edit.path)) ?? null;
    const childText = childTexts.get(edit.path);
    files.push({
      path: edit.path,
      kept: own,
      parent: applyFileEdit(before, edit) ?? null,
      child: childText === undefined ? before : childText,
    });
  }
  return files;
}

function alteredIn({ kept, parent, child }: KeptFile): readonly NamedHunk[] {
  if (parent === null || child === null) return parent === child ? [] : kept;
  const changes = diffTexts(parent, child);
  const childLines = splitLines(child);
  return kept.filter(({ hunk }) => !isIntact(hunk, changes, childLines));
}

/** Whether the hunk's new lines still stand at their place, or its removed lines are still gone. */
function isIntact(
  { oldLines, newStart, newLines }: Hunk,
  changes: readonly Hunk[],
  childLines: readonly string[],
): boolean {
  const end = newStart + newLines.length;
  const near = changes.filter((change) => change.oldStart <= end && endOf(change) >= newStart);
  if (newLines.length === 0) {
    const back = new Set(oldLines.filter((line) => line.trim() !== ''));
    return !near.some((change) => change.newLines.some((line) => back.has(line)));
  }
  // A diff may tell one change in several ways, so the place is counted from both ends of what lies around.
  const fromStart = newStart + growth(changes.filter((change) => endOf(change) <= newStart));
  const fromEnd = newStart + growth(changes.filter((change) => change.oldStart < end));
  return [fromStart, fromEnd].some((start) =>
    newLines.every((line, index) => childLines[start + index] === line),
  );
}

/** Of a change from the parent to the child: the line after its last old one. */
function endOf({ oldStart, oldLines }: Hunk): number {
  return oldStart + oldLines.length;
}

function growth(changes: readonly Hunk[]): number {
  return changes.reduce(
    (sum, { oldLines, newLines }) => sum + newLines.length - oldLines.length,
    0,
  );
}
