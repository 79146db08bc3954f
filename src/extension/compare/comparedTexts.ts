import type { RevisionTexts } from '../sessions/repairSession';

/** One file of a comparison; `null` stands for no file. */
export interface ComparedFile {
  readonly path: string;
  readonly left: string | null;
  readonly right: string | null;
}

/** The files in which two revisions differ, by path; without texts a side is the original code. */
export function comparedTexts(
  left: RevisionTexts | undefined,
  right: RevisionTexts | undefined,
): readonly ComparedFile[] {
  const paths = new Set([...(left?.proposed.keys() ?? []), ...(right?.proposed.keys() ?? [])]);
  return [...paths].sort().flatMap((path) => {
    const base = left?.baseline.get(path) ?? right?.baseline.get(path) ?? null;
    const before = textIn(left, path, base);
    const after = textIn(right, path, base);
    return before === after ? [] : [{ path, left: before, right: after }];
  });
}

/** What a revision does not change is as it was. */
function textIn(
  texts: RevisionTexts | undefined,
  path: string,
  base: string | null,
): string | null {
  const proposed = texts?.proposed.get(path);
  return proposed === undefined ? base : proposed;
}
