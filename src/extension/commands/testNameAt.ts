/** Calls that name a test in JavaScript and TypeScript, with modifiers such as `.only` or `.each(…)`. */
const SCRIPT_TEST = /\b(?:it|test)\b(?:\.\w+(?:\([^)]*\))?)*\s*\(\s*(['"`])((?:\\.|(?!\1).)*)\1/;
const PYTHON_TEST = /^\s*(?:async\s+)?def\s+(test\w*)\s*\(/;
/** Where the text of a test's name begins to differ from run to run: `%s`, `$name`, `${…}`. */
const PLACEHOLDER = /%[a-z%#]|\$\{[^}]*\}|\$\w+/gi;

/**
 * The name of the test that a line (0-based) lies in, judged from the nearest test above it that is indented
 * no more; of a name with placeholders the longest fixed part. Undefined when there is none.
 */
export function testNameAt(lines: readonly string[], line: number): string | undefined {
  let indent = Number.POSITIVE_INFINITY;
  for (let index = Math.min(line, lines.length - 1); index >= 0; index--) {
    const text = lines[index] ?? '';
    if (text.trim() === '') continue;
    const name = index === line || indentOf(text) < indent ? nameIn(text) : undefined;
    if (name !== undefined) return name;
    if (!isClosing(text)) indent = Math.min(indent, indentOf(text));
  }
  return undefined;
}

function nameIn(text: string): string | undefined {
  const name = PYTHON_TEST.exec(text)?.[1] ?? SCRIPT_TEST.exec(text)?.[2]?.replace(/\\(.)/g, '$1');
  if (name === undefined) return undefined;
  const fixed = name
    .split(PLACEHOLDER)
    .sort((a, b) => b.length - a.length)[0]
    ?.trim();
  return fixed === '' ? undefined : fixed;
}

/** The line that ends a block, such as `});`, is as deep as the line that opened it and belongs to it. */
function isClosing(text: string): boolean {
  return /^\s*[})\]]/.test(text);
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
