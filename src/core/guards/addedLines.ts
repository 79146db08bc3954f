import type { Hunk } from '../revisions/fileEdit';
import { stripTerminator } from '../revisions/lines';

/** The new lines of a hunk that are not among its old ones, trimmed, comments left out. */
export function addedLines({ oldLines, newLines }: Hunk): readonly string[] {
  const old = new Set(oldLines.map(trimmed));
  return newLines.map(trimmed).filter((line) => line !== '' && !old.has(line) && !isComment(line));
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
