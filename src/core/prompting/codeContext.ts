import type { Place } from '../context/place';
import type { SourceFile, SourceMap } from '../context/sourceMap';
import { estimateTokens } from './estimateTokens';

/** Code tokens in one message; past these only first lines are shown and the model may ask with NEED. */
const MAX_CODE_TOKENS = 3_000;
/** Places less suspicious than this are shown by their first line only. */
const WHOLE_FROM = 0.5;

/** The places as blocks of code: suspicious ones whole, with the imports they use; others by their first line. */
export async function codeContext(places: readonly Place[], sources: SourceMap): Promise<string> {
  const blocks: string[] = [];
  const signatures: string[] = [];
  let tokens = 0;
  for (const place of withoutNested(places)) {
    const file = await sources.open(place.path);
    if (file === undefined) continue;
    const block = codeBlock(file, place);
    const isWhole = place.suspiciousness >= WHOLE_FROM || blocks.length === 0;
    const fits = tokens + estimateTokens(block) <= MAX_CODE_TOKENS;
    if (isWhole && fits) {
      blocks.push(block);
      tokens += estimateTokens(block);
    } else signatures.push(signatureOf(file, place));
  }
  if (signatures.length > 0) blocks.push(['Also there:', ...signatures].join('\n'));
  return blocks.join('\n');
}

/** Lines of a file (0-based rows, inclusive) with the comment above them, under its path and 1-based line numbers. */
export function codeBlock(
  file: SourceFile,
  rows: { readonly startRow: number; readonly endRow: number },
): string {
  const lines = file.text.split(/\r\n|\n|\r/);
  const start = startOfComment(lines, rows.startRow);
  const code = lines.slice(start, rows.endRow + 1).join('\n');
  const range = `${String(start + 1)}-${String(Math.min(rows.endRow + 1, lines.length))}`;
  const imports = start === 0 ? [] : importLines(file, code, lines);
  return [`${file.path}:${range}`, '```', ...imports, code.trimEnd(), '```'].join('\n');
}

/** A longer comment above a function is a licence or a chapter, not its specification. */
const MAX_COMMENT_LINES = 12;
const COMMENT_LINE = /^\s*(\/\/|\/\*|\*|#)/;

function startOfComment(lines: readonly string[], startRow: number): number {
  let start = startRow;
  while (start > 0 && COMMENT_LINE.test(lines[start - 1] ?? '')) start--;
  return startRow - start <= MAX_COMMENT_LINES ? start : startRow;
}

/** The file's import lines that bring in a name that `code` uses. */
function importLines(file: SourceFile, code: string, lines: readonly string[]): readonly string[] {
  const words = new Set(code.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
  const rows = file.outline.imports.filter(({ local }) => words.has(local)).map(({ row }) => row);
  return [...new Set(rows)].map((row) => lines[row] ?? '');
}

function signatureOf(file: SourceFile, place: Place): string {
  const line = file.text.split(/\r\n|\n|\r/)[place.startRow] ?? '';
  return `${place.path}:${String(place.startRow + 1)} ${line.trim()}`;
}

/** Drops places inside an earlier, more suspicious one. */
function withoutNested(places: readonly Place[]): readonly Place[] {
  const contains = (outer: Place, inner: Place): boolean =>
    outer.path === inner.path && outer.startRow <= inner.startRow && inner.endRow <= outer.endRow;
  return places.filter(
    (place, index) => !places.slice(0, index).some((earlier) => contains(earlier, place)),
  );
}
