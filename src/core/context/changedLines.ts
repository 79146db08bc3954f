import { diffTexts } from '../revisions/hunks';

/** The 1-based lines of a text that an older one lacks, and those next to what only the older one has; line ends do not count. */
export function changedLines(older: string, text: string): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { newStart, newLines } of diffTexts(withPlainEnds(older), withPlainEnds(text))) {
    const first = newLines.length === 0 ? newStart : newStart + 1;
    const last = newStart + Math.max(1, newLines.length);
    for (let line = first; line <= last; line++) lines.add(line);
  }
  return lines;
}

function withPlainEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
