import type { FunctionSpan, Outline } from '../syntax/outline';

/** Words that begin a definition or stand before one, in many languages. */
const DEFINES =
  /^\s*(?:(?:export|pub(?:\([^)]*\))?|public|private|protected|internal|static|final|abstract|async|override|open|inline|virtual|unsafe|const|extern|constexpr|suspend|sealed|data|default)\s+)*(?:func|fn|fun|def|defp|sub|function|method|class|struct|trait|impl|interface|module|object|enum|it|test|describe|context)\b(.*)$/;
/** C, C++, C#, Java: a type, a name and a list of parameters that ends the line or opens a body. */
const TYPED = /^\s*(?:[\w:<>,.*&[\]~?@]+\s+)+[*&]?([\w:~]+)\s*\([^;]*\)[^;=]*\{?\s*$/;
const STATEMENT =
  /^\s*(return|if|else|for|foreach|while|switch|case|match|throw|new|using|catch|assert\w*)\b/;
/** Names of a definition's rest: behind a receiver such as Go's `(c *Cart)`; the last part of `Cart.total`. */
const NAME = /^\s*(?:\([^)]*\)\s*)?(?:["']([^"']+)["']|((?:self\.)?[\w:.]+[?!]?))/;
const CALL = /([\p{L}_][\p{L}\w]*[?!]?)\s*(?:::<[^>]*>)?\(/gu;
const NO_CALL = new Set(
  'if for while switch match return catch func fn def function sizeof typeof pub'.split(' '),
);

/**
 * The functions of a file in a language without a grammar, by how their lines begin and how far these are indented. A
 * guess, but one that formatters of all languages keep true.
 */
export function plainOutline(text: string): Outline {
  const lines = text.split('\n');
  const functions = lines.flatMap((line, row): FunctionSpan[] => {
    const name = definedName(line);
    if (name === undefined) return [];
    const startRow = withComment(lines, row);
    const endRow = endOf(lines, row);
    const body = lines.slice(row, endRow + 1).join('\n');
    return [{ name, qualifiedName: name, startRow, endRow, calls: callsIn(body, name) }];
  });
  return { functions, imports: [] };
}

function definedName(line: string): string | undefined {
  if (STATEMENT.test(line)) return undefined;
  const [, rest] = DEFINES.exec(line) ?? [];
  if (rest === undefined) return lastPart(TYPED.exec(line)?.[1]);
  const [, quoted, plain] = NAME.exec(rest) ?? [];
  return quoted ?? lastPart(plain);
}

function lastPart(name: string | undefined): string | undefined {
  return name?.split(/[.:]+/).findLast((part) => part !== '');
}

/** The last row that is indented deeper, and the line that closes it. */
function endOf(lines: readonly string[], row: number): number {
  const depth = indentOf(lines[row] ?? '');
  const isBlank = (line: string): boolean => line.trim() === '';
  let end = row;
  for (let at = row + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isBlank(line)) continue;
    const isInside = indentOf(line) > depth;
    const isClosing = indentOf(line) === depth && /^\s*([)\]}{]|end\b)/.test(line);
    if (!isInside && !isClosing) break;
    end = at;
    if (isClosing && !line.includes('{')) break;
  }
  return end;
}

function withComment(lines: readonly string[], row: number): number {
  let start = row;
  while (start > 0 && /^\s*(\/\/|#|\*|\/\*|@|\[)/.test(lines[start - 1] ?? '')) start--;
  return start;
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}

function callsIn(body: string, own: string): readonly string[] {
  const names = [...body.matchAll(CALL)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => name !== own && !NO_CALL.has(name));
}
