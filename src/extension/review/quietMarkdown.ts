/**
 * Text of a model or a test as Markdown that shows what it says and nothing else: no links, no images, no markup, but
 * code between backticks stays code. Escapes only what needs it, because screen readers are given the source.
 */
export function quietMarkdown(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : escaped(part)))
    .join('');
}

const ALWAYS_SPECIAL = /[\\`*[\]<~|&]|\$(?=\()|(?<!\w)_|_(?!\w)/g;
const SPECIAL_AT_LINE_START = /^([ \t]*)(#|>|:(?=-)|[-+=](?=\s|[-+=:]|$)|\d+(?=[.)]))/gm;

function escaped(text: string): string {
  return (
    text
      .replace(ALWAYS_SPECIAL, (sign) => `\\${sign}`)
      .replace(SPECIAL_AT_LINE_START, (_, space: string, sign: string) =>
        /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
      )
      .replace(/:\/\//g, '\\://')
      // Two spaces keep a line end, and leading spaces would make a block of code.
      .replace(/\n[ \t]+/g, '\n')
      .replace(/(?<!\n)\n(?!\n)/g, '  \n')
  );
}
