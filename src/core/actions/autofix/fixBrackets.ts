import type { ParsedFile } from '../../context/sourceMap';
import type { Syntax } from '../../ports';
import type { Fixer } from './scene';

/** Ends of edits that are tried; an answer with more of them is not merely missing a bracket. */
const MAX_ENDS = 6;

/** Closes a bracket that an edit (of the baseline: the line of the error, or the file's last) left open. */
export const fixBrackets: Fixer = async ({ problem, file }, { syntax, edits }) => {
  if (problem.kind !== 'load' && problem.kind !== 'compile') return undefined;
  const edit = edits.find(({ path }) => path === file.path);
  const line = problem.frames[0]?.line ?? 1;
  const rows = edit?.hunks.map(({ newStart, newLines }) => newStart + newLines.length - 1) ?? [
    line - 1,
    file.endRow,
  ];
  const text = await withClosedBracket(file, rows, syntax);
  if (text === undefined) return undefined;
  const explanation = `${file.path} did not parse because of a bracket that was not closed; it is closed now.`;
  return { path: file.path, text, explanation };
};

/**
 * The text with one closing bracket more at the end of one of the rows (0-based), when that alone makes it parse;
 * undefined when it parses already, or needs more.
 */
export async function withClosedBracket(
  { path, text, tree }: Pick<ParsedFile, 'path' | 'text' | 'tree'>,
  rows: readonly number[],
  syntax: Syntax,
): Promise<string | undefined> {
  if (!tree.hasError) return undefined;
  for (const row of [...new Set(rows)].slice(0, MAX_ENDS)) {
    for (const changed of closings(text, row)) {
      const parsed = await syntax.parse(path, changed);
      if (parsed?.hasError === false) return changed;
    }
  }
  return undefined;
}

/** Each bracket before and behind what ends the line; a brace behind it, on a line of its own. */
function closings(text: string, row: number): readonly string[] {
  const lines = text.split('\n');
  const [, code = '', punctuation = '', end = ''] =
    /^(.*?)([;,:]?)(\s*)$/.exec(lines[row] ?? '') ?? [];
  const brace =
    code.trim() === '' ? `${code}}` : `${code}${punctuation}${end}\n${outdented(code)}}`;
  const changed = [
    ...['', punctuation].flatMap((before) => {
      const after = before === '' ? punctuation : '';
      return [')', ']'].map((bracket) => code + before + bracket + after + end);
    }),
    `${brace}${end}`,
  ];
  return [...new Set(changed)].map((line) => lines.with(row, line).join('\n'));
}

function outdented(line: string): string {
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  return indent.replace(/\t$| {1,2}$/, '');
}
