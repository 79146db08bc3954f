/** A text as VS Code's documents compare it: without byte order mark, every line ended by `\n`. */
export function plainText(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** `plainText` for a file that may be absent (null). */
export function plainTextOrNull(text: string | null): string | null {
  return text === null ? null : plainText(text);
}
