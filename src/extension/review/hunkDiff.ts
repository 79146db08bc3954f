import type { Hunk } from '../../core/revisions/fileEdit';

/** A hunk as lines that begin with `- ` and `+ `, at most so many. */
export function hunkDiff(
  { oldLines, newLines }: Pick<Hunk, 'oldLines' | 'newLines'>,
  maxLines: number,
): string {
  const lines = [
    ...oldLines.map((line) => `- ${line.trimEnd()}`),
    ...newLines.map((line) => `+ ${line.trimEnd()}`),
  ];
  const shown = lines.slice(0, maxLines);
  return [...shown, ...(lines.length > shown.length ? ['…'] : [])].join('\n');
}
