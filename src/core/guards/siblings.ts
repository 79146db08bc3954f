import type { FileEdit, Hunk } from '../revisions/fileEdit';
import { splitLines } from '../revisions/lines';
import { codeLines, withoutComments } from './addedLines';
import { isTelling, literalsIn, withoutLiterals } from './literals';

/** Lines of code on each side of a hunk that may hold siblings of what it adds: two branches with braces. */
const NEIGHBOURS = 6;
/** Rows on each side, comments and blanks among them, that are looked through for these. */
const REACH = 40;
/** A single base case is no list; of branches on ordinary values, so many are one. */
const MIN_SIBLINGS = 2;

/** Runs of code lines that an edit replaces or leaves unchanged beside its hunks; `text` is the file's new text. */
export function neighboursOf(
  edit: FileEdit,
  text: string | null | undefined,
): readonly (readonly string[])[] {
  const lines = splitLines(text ?? '');
  const changed = new Set(edit.hunks.flatMap(addedRows));
  const unchanged = (from: number, to: number): readonly string[] =>
    codeLines(lines.slice(from, to).filter((_, index) => !changed.has(from + index)));
  return edit.hunks.flatMap(({ oldLines, newStart, newLines }) => [
    codeLines(oldLines),
    unchanged(Math.max(0, newStart - REACH), newStart + newLines.length).slice(-NEIGHBOURS),
    unchanged(newStart, newStart + newLines.length + REACH).slice(0, NEIGHBOURS),
  ]);
}

/** Whether added lines, a branch or an entry, go on with a list of the same shape. */
export function hasSiblings(
  added: readonly string[],
  neighbours: readonly (readonly string[])[],
): boolean {
  const shape = shapeOf(added);
  const siblings = neighbours
    .flatMap((run) => run.map((_, index) => run.slice(index, index + added.length)))
    .filter((lines) => shapeOf(lines) === shape)
    .map((lines) => literalsIn(lines.join('\n')));
  const isList = siblings.filter((literals) => literals.some(isTelling)).length >= MIN_SIBLINGS;
  return isList || siblings.some((literals) => literals.every(isTelling));
}

/** The rows of a hunk that hold something new; the last line of a file may only get an end. */
function addedRows({ newStart, oldLines, newLines }: Hunk): readonly number[] {
  const old = new Set(codeLines(oldLines));
  const isNew = newLines.map((line) => codeLines([line]).some((each) => !old.has(each)));
  return isNew.flatMap((each, index) => (each ? [newStart + index] : []));
}

/** Lines without their values; the first of a chain of branches has the shape of the others. */
function shapeOf(lines: readonly string[]): string {
  return lines
    .map((line) => withoutLiterals(withoutComments(line).trim()))
    .map((line) => line.replace(/^\}?\s*(?:else\s+if|elif)\b/, 'if'))
    .join('\n');
}
