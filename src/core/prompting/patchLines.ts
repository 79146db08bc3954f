import type { FileEdit } from '../revisions/fileEdit';

/** A patch as changed lines under their paths, without context. */
export function patchLines(files: readonly FileEdit[]): readonly string[] {
  return files.flatMap(({ path, hunks }) =>
    hunks.flatMap(({ oldStart, oldLines, newLines }) => [
      `${path}:${String(oldStart + 1)}`,
      ...oldLines.map((line) => `-${line.trimEnd()}`),
      ...newLines.map((line) => `+${line.trimEnd()}`),
    ]),
  );
}
