/** The source of a regular expression without groups: strings in any quotes, and numbers that stand alone. */
export const LITERAL =
  /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|(?<![\w.])-?\d[\d_]*(?:\.\d+)?(?![\w.])/
    .source;
const LITERALS = new RegExp(LITERAL, 'g');
/** Numbers so common that meeting them twice says nothing. */
const COMMON_NUMBERS: ReadonlySet<string> = new Set(['-1', '0', '1', '2', '10', '100', '1000']);
/** Shorter strings meet by chance. */
const MIN_STRING_LENGTH = 2;

/** The literals of a piece of code, in order: strings with the same quotes throughout, numbers as written. */
export function literalsIn(code: string): readonly string[] {
  return (code.match(LITERALS) ?? []).map((literal) =>
    /^['"`]/.test(literal) ? quoted(literal.slice(1, -1)) : literal.replaceAll('_', ''),
  );
}

/** A string as `literalsIn` writes it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A piece of code with a blank in place of each literal; equal for code that differs in values only. */
export function withoutLiterals(code: string): string {
  return code.replace(LITERALS, '␣');
}

/** Whether a literal is rare enough that its turning up elsewhere is no accident. */
export function isTelling(literal: string): boolean {
  return literal.startsWith('"')
    ? literal.length - 2 >= MIN_STRING_LENGTH
    : !COMMON_NUMBERS.has(literal);
}
