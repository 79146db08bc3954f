import type { Hunk } from '../revisions/fileEdit';
import { stripTerminator } from '../revisions/lines';

/** The new lines of a hunk that are not among its old ones, trimmed, comments left out. */
export function addedLines({ oldLines, newLines }: Hunk): readonly string[] {
  const old = new Set(oldLines.map(trimmed));
  return codeLines(newLines).filter((line) => !old.has(line));
}

/** The lines that hold more than a comment, trimmed. */
export function codeLines(lines: readonly string[]): readonly string[] {
  return lines.map(trimmed).filter((line) => line !== '' && !isComment(line));
}

/** A trimmed line without comments at its end or inside of it. */
export function withoutComments(line: string): string {
  return line.replace(/\/\*.*?\*\//g, '').replace(/\s(\/\/|# ).*$/, '');
}

function trimmed(line: string): string {
  return stripTerminator(line).trim();
}

function isComment(line: string): boolean {
  return /^(\/\/|#(?!\w+\s*[=(;])|\*|\/\*)/.test(line);
}
