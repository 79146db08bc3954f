import { splitLines, stripTerminator, usualTerminator } from './lines';

/** A place where an edit's old lines stand, and the new lines as the file would write them. */
export interface Placement {
  /** 0-based line of the first old line. */
  readonly start: number;
  readonly length: number;
  /** With terminators. */
  readonly lines: readonly string[];
}

/** Lines without terminators. */
interface WrittenEdit {
  readonly search: readonly string[];
  readonly replace: readonly string[];
}

/**
 * Finds the one place in `text` that an edit means: exactly, else without regard to white space where that is unique
 * and the indentation differs by one common prefix. Otherwise the sentence that says why not, with the nearest lines.
 */
export function placeEdit(
  text: string,
  edit: WrittenEdit,
): Placement | { readonly problem: string } {
  const lines = splitLines(text);
  const bare = lines.map((line, index) =>
    stripTerminator(index === 0 ? line.replace(/^\uFEFF/, '') : line),
  );
  const exact = matches(bare, edit.search, (a, b) => a === b);
  if (exact.length > 1) return { problem: severalPlaces(exact) };
  if (exact[0] !== undefined) return placement(lines, exact[0], edit);
  const loose = matches(bare, edit.search, (a, b) => squeeze(a) === squeeze(b));
  if (loose.length > 1) return { problem: severalPlaces(loose) };
  const start = loose[0];
  const reindented = start === undefined ? undefined : reindent(bare.slice(start), edit);
  if (start === undefined || reindented === undefined)
    return { problem: notFound(bare, edit.search) };
  return placement(lines, start, { search: edit.search, replace: reindented });
}

function matches(
  lines: readonly string[],
  search: readonly string[],
  same: (a: string, b: string) => boolean,
): number[] {
  const starts: number[] = [];
  for (let start = 0; start + search.length <= lines.length; start++) {
    if (search.every((line, index) => same(lines[start + index] ?? '', line))) starts.push(start);
  }
  return starts;
}

function placement(
  lines: readonly string[],
  start: number,
  { search, replace }: WrittenEdit,
): Placement {
  const old = lines.slice(start, start + search.length);
  const terminator = usualTerminator(old.length > 0 ? old : lines);
  const last = old.at(-1);
  const endsWithout = last !== undefined && stripTerminator(last) === last;
  const bom = start === 0 && lines[0]?.startsWith('\uFEFF') ? '\uFEFF' : '';
  const written = replace.map((line, index) => {
    const isLast = index === replace.length - 1;
    return (index === 0 ? bom : '') + line + (isLast && endsWithout ? '' : terminator);
  });
  return { start, length: search.length, lines: keepUnchanged(old, written) };
}

/** Lines that the edit repeats keep their own bytes, so that mixed terminators survive. */
function keepUnchanged(old: readonly string[], written: readonly string[]): readonly string[] {
  const head = sharedLines(old, written);
  const tail = sharedLines(old.slice(head).reverse(), written.slice(head).reverse());
  return written.map((line, index) => {
    const fromEnd = written.length - index;
    const kept =
      index < head ? old[index] : fromEnd <= tail ? old[old.length - fromEnd] : undefined;
    return kept === undefined || stripTerminator(kept) === kept ? line : kept;
  });
}

function sharedLines(a: readonly string[], b: readonly string[]): number {
  const end = a.findIndex((line, i) => stripTerminator(line) !== stripTerminator(b[i] ?? '\n'));
  return Math.min(end < 0 ? a.length : end, b.length);
}

/** The new lines with the file's indentation in place of the reply's; undefined when no single prefix explains it. */
function reindent(
  found: readonly string[],
  { search, replace }: WrittenEdit,
): readonly string[] | undefined {
  const first = search.findIndex((line) => line.trim() !== '');
  if (first < 0) return undefined;
  const from = indentOf(search[first] ?? '');
  const to = indentOf(found[first] ?? '');
  const move = (line: string): string =>
    line.trim() !== '' && line.startsWith(from) ? to + line.slice(from.length) : line;
  const fits = search.every(
    (line, index) => indentOf(move(line)) === indentOf(found[index] ?? '') || line.trim() === '',
  );
  return fits ? replace.map(move) : undefined;
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? '';
}

function squeeze(line: string): string {
  return line.trim().replace(/\s+/g, ' ');
}

function severalPlaces(starts: readonly number[]): string {
  const shown = starts.slice(0, 5).map((start) => String(start + 1));
  return `the SEARCH lines stand at ${String(starts.length)} places (lines ${shown.join(', ')}); add lines that make them unique`;
}

function notFound(lines: readonly string[], search: readonly string[]): string {
  const near = nearest(lines, search);
  if (near === undefined) return 'the SEARCH lines are not in the file';
  const shown = lines.slice(near, near + Math.max(search.length, 1)).join('\n');
  return `the SEARCH lines are not in the file; the nearest, from line ${String(near + 1)}:\n${shown}`;
}

/** The start of the window that shares the most lines with `search`. */
function nearest(lines: readonly string[], search: readonly string[]): number | undefined {
  let best: { start: number; score: number } | undefined;
  for (let start = 0; start < lines.length; start++) {
    const score = search.filter(
      (line, i) => line.trim() !== '' && squeeze(lines[start + i] ?? '') === squeeze(line),
    ).length;
    if (score > (best?.score ?? 0)) best = { start, score };
  }
  return best?.start;
}
