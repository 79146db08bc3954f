import { diffArrays } from 'diff';
import { anchorPairs } from './anchorPairs';
import type { Hunk } from './fileEdit';
import { append, splitLines } from './lines';

/** Past this time the diff gives up and the whole differing middle becomes one hunk: right, only coarser. */
const DIFF_TIMEOUT_MS = 500;

/** From here on a whole comparison may take longer than that. */
const LONG_LINES = 4_000;

/** The hunks that turn `oldText` into `newText`, in order, without context lines; empty when the texts are equal. */
export function diffTexts(oldText: string, newText: string): readonly Hunk[] {
  const oldLines = splitLines(oldText);
  const newLines = splitLines(newText);
  const head = commonPrefix(oldLines, newLines);
  const tail = commonSuffix(oldLines, newLines, head);
  const oldMiddle = oldLines.slice(head, oldLines.length - tail);
  const newMiddle = newLines.slice(head, newLines.length - tail);
  const changes = changesBetween(oldMiddle, newMiddle);
  return changes === undefined
    ? [{ oldStart: head, oldLines: oldMiddle, newStart: head, newLines: newMiddle }]
    : hunksOf(changes, head);
}

/** Applies hunks to the text they were made for; undefined when a hunk's old lines are not there. */
export function applyHunks(text: string, hunks: readonly Hunk[]): string | undefined {
  const lines = splitLines(text);
  const result: string[] = [];
  let next = 0;
  for (const hunk of hunks) {
    const end = hunk.oldStart + hunk.oldLines.length;
    const found = lines.slice(hunk.oldStart, end);
    if (hunk.oldStart < next || found.join('') !== hunk.oldLines.join('')) return undefined;
    append(result, lines.slice(next, hunk.oldStart));
    append(result, hunk.newLines);
    next = end;
  }
  return [...result, ...lines.slice(next)].join('');
}

/** The hunks that undo `hunks`. */
export function invertHunks(hunks: readonly Hunk[]): readonly Hunk[] {
  return hunks.map((hunk) => ({
    oldStart: hunk.newStart,
    oldLines: hunk.newLines,
    newStart: hunk.oldStart,
    newLines: hunk.oldLines,
  }));
}

type Change = ReturnType<typeof diffArrays<string>>[number];

/** The changes of lines, of long texts piece by piece between lines that both have once; undefined when time is up. */
function changesBetween(
  oldLines: readonly string[],
  newLines: readonly string[],
): readonly Change[] | undefined {
  const isLong = oldLines.length + newLines.length > LONG_LINES;
  const anchors = isLong ? anchorPairs(oldLines, newLines) : [];
  const changes: Change[] = [];
  let [oldNext, newNext] = [0, 0];
  for (const [oldAt, newAt] of [...anchors, [oldLines.length, newLines.length] as const]) {
    if (oldAt > oldNext || newAt > newNext) {
      const pieces = [oldLines.slice(oldNext, oldAt), newLines.slice(newNext, newAt)] as const;
      const found = diffArrays(...pieces, { timeout: DIFF_TIMEOUT_MS });
      if (found === undefined) return undefined;
      changes.push(...found);
    }
    const value = oldLines.slice(oldAt, oldAt + 1);
    changes.push({ value, count: value.length, added: false, removed: false });
    [oldNext, newNext] = [oldAt + 1, newAt + 1];
  }
  return changes;
}

function hunksOf(changes: readonly Change[], offset: number): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let oldLine = offset;
  let newLine = offset;
  let open:
    { oldStart: number; newStart: number; oldLines: string[]; newLines: string[] } | undefined;
  for (const change of changes) {
    if (!change.added && !change.removed) {
      if (open) hunks.push(open);
      open = undefined;
    } else {
      open ??= { oldStart: oldLine, newStart: newLine, oldLines: [], newLines: [] };
      append(change.added ? open.newLines : open.oldLines, change.value);
    }
    if (!change.added) oldLine += change.value.length;
    if (!change.removed) newLine += change.value.length;
  }
  if (open) hunks.push(open);
  return hunks;
}

function commonPrefix(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

function commonSuffix(a: readonly string[], b: readonly string[], prefix: number): number {
  const limit = Math.min(a.length, b.length) - prefix;
  let count = 0;
  while (count < limit && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}
