/** Splits text into lines that keep their terminators (`\n`, `\r\n` or a lone `\r`); joining them gives the text back. */
export function splitLines(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

/** A line without its terminator. */
export function stripTerminator(line: string): string {
  return line.replace(/(?:\r\n|\n|\r)$/, '');
}

/** The terminator that most lines of the text have; `\n` when there is none. */
export function usualTerminator(lines: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const terminator = line.slice(stripTerminator(line).length);
    if (terminator !== '') counts.set(terminator, (counts.get(terminator) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '\n';
}

/** Adds lines at the end, however many: as arguments of one call, 100,000 would overflow the stack. */
export function append(lines: string[], more: readonly string[]): void {
  for (const line of more) lines.push(line);
}
