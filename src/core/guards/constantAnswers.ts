import type { Hunk } from '../revisions/fileEdit';
import { splitLines, stripTerminator } from '../revisions/lines';
import { codeLines, withoutComments } from './addedLines';
import { literalsIn, withoutLiterals } from './literals';
import type { TestValues } from './testValues';

const RETURN = /^return\b(.*?)[\s;]*$/;
/** A function on one line; the groups are its head and what it answers. */
const ONE_LINER =
  /^(.*?(?:=>\s*(?:\{\s*return\b)?\(?|\blambda\b[^:]*:|\)[^={]*\{\s*return\b|\)[^=:]*:\s*return\b))\s*(.+?)[\s;,})]*$/;
const BRANCH =
  /^\}?\s*(?:if|else|elif|for|while|do|switch|match|case|default|try|catch|except|finally|with|return|yield)\b/;
const WORD = /[A-Za-z_$][\w$]*/g;
const CONSTANT_WORD = /^(?:true|false|null|undefined|none)$/i;
/** Words that only wrap a value, and the keys of an object. */
const WRAPPINGS =
  /(?<![\w$.])(?:new\s+(?:Set|Map|Date)|Promise\.resolve|Object\.freeze|String|Number|BigInt|Set|Map|list|tuple|set|dict|Decimal|await)\b|(?<=[{,]\s*)[\w$]+\s*:/g;
/** In UTF-16 units: longer lines are generated code or data. */
const LONGEST_LINE = 1_000;
/** What a method computes from besides its parameters. */
const OWN_STATE = ['this', 'self'];

/**
 * The added lines of a hunk by which a function that computed its answer from its parameters gives one of the tests' own
 * values whatever comes. A function that branches is left out, for a constant is an honest end of it. `text` is the
 * file's whole new text.
 */
export function constantAnswersIn(
  { oldLines, newStart, newLines }: Hunk,
  text: string,
  values: TestValues,
): readonly string[] {
  const old = codeOf(oldLines);
  const lines = splitLines(text).map(stripTerminator);
  return newLines.flatMap((newLine, index) => {
    const [line] = codeOf([newLine]);
    if (line === undefined || line.length > LONGEST_LINE || old.includes(line)) return [];
    const found = constantIn(line, values) ? bodyOf(line, lines, newStart + index) : undefined;
    return found !== undefined && computed(found, old) ? [line] : [];
  });
}

/** A function's lines of code around one of its own, with the head that says its parameters. */
interface Body {
  readonly head: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function codeOf(lines: readonly string[]): readonly string[] {
  return codeLines(lines).map((line) => withoutComments(line).trim());
}

function constantIn(line: string, values: TestValues): boolean {
  return isConstant(RETURN.exec(line)?.[1] ?? ONE_LINER.exec(line)?.[2] ?? '', values);
}

/** The function that a line is, or that it ends. */
function bodyOf(line: string, lines: readonly string[], row: number): Body | undefined {
  const head = RETURN.test(line) ? undefined : ONE_LINER.exec(line)?.[1];
  return head === undefined ? bodyAt(lines, row) : { head, before: [], after: [] };
}

/** Whether an answer is made of nothing but values of the tests. */
function isConstant(answer: string, values: TestValues): boolean {
  const literals = literalsIn(answer);
  const words = withoutLiterals(answer).replace(WRAPPINGS, '').match(WORD) ?? [];
  return (
    literals.length + words.length > 0 &&
    literals.every((literal) => values.literals.has(literal)) &&
    words.every((word) => values.booleans.has(word.toLowerCase()))
  );
}

/** The function whose own block, not that of a branch in it, holds a row; undefined when there is none. */
function bodyAt(lines: readonly string[], row: number): Body | undefined {
  const depth = indentOf(lines[row] ?? '');
  const isOutside = (line: string): boolean => line.trim() !== '' && indentOf(line) < depth;
  const top = lines.slice(0, row).findLastIndex(isOutside);
  if (top === -1) return undefined;
  const end = lines.findIndex((line, index) => index > row && isOutside(line));
  return {
    head: headAt(lines, top),
    before: codeOf(lines.slice(top + 1, row)),
    after: codeOf(lines.slice(row + 1, end === -1 ? undefined : end)),
  };
}

/** The line, with those before it that hold the parameters when it only closes their list. */
function headAt(lines: readonly string[], row: number): string {
  const line = lines[row] ?? '';
  if (!line.trim().startsWith(')')) return line.trim();
  const depth = indentOf(line);
  const first = lines.slice(0, row).findLastIndex((each) => indentOf(each) <= depth && each !== '');
  return lines
    .slice(Math.max(first, 0), row + 1)
    .join(' ')
    .trim();
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Whether a named function that does not branch answered, or would below, with something that its parameters make. */
function computed({ head, before, after }: Body, old: readonly string[]): boolean {
  const isNamed = head.split('(').length === head.split(')').length;
  if (!isNamed || BRANCH.test(head) || before.some((line) => BRANCH.test(line))) return false;
  const makes = [...old, ...after].some((line) => isComputed(line));
  const parameters = /\(|=|\blambda\b/.exec(head);
  const names = [...(head.slice(parameters?.index).match(WORD) ?? []), ...OWN_STATE];
  const used = new Set([...old, ...before, ...after].flatMap((line) => line.match(WORD) ?? []));
  return makes && names.some((name) => used.has(name));
}

/** Whether a line answers with more than constants. */
function isComputed(line: string): boolean {
  const returned = RETURN.exec(line)?.[1]?.trim();
  const answer = returned ?? ONE_LINER.exec(line)?.[2] ?? '';
  const words = withoutLiterals(answer).replace(WRAPPINGS, '').match(WORD) ?? [];
  return words.some((word) => !CONSTANT_WORD.test(word)) || /^[([{]$/.test(returned ?? '');
}
