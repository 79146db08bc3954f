import type { FileTexts, Workspace } from '../ports';
import { fileEditBetween } from '../revisions/applyRevision';
import type { FileEdit } from '../revisions/fileEdit';
import type { Verdict } from '../selection/verdict';
import type { TestReport } from '../testReport';

/** A state of the code that was proposed and tested; number 0 is the baseline. */
export interface Candidate {
  readonly number: number;
  readonly parent: number;
  /** Whole texts of the files that differ from the baseline. */
  readonly texts: FileTexts;
  readonly files: readonly FileEdit[];
  /** Edits of tests proposed besides; never part of what is judged. */
  readonly testTexts?: FileTexts;
  readonly explanation: string;
  readonly verdict: Verdict;
  readonly report: TestReport;
}

/** Reads a file as the candidate has it; undefined when it is absent. */
export function readerOf(
  candidate: { readonly texts: FileTexts },
  workspace: Workspace,
): (path: string) => Promise<string | undefined> {
  return async (path) => {
    const own = candidate.texts.get(path);
    return own === undefined ? await workspace.read(path) : (own ?? undefined);
  };
}

/** The texts of `parent` with `changes` on top, without files that are as in the baseline again. */
export async function layered(
  parent: { readonly texts: FileTexts },
  changes: FileTexts,
  workspace: Workspace,
): Promise<{ readonly texts: FileTexts; readonly files: readonly FileEdit[] }> {
  const texts = new Map<string, string | null>();
  const files: FileEdit[] = [];
  for (const [path, text] of new Map([...parent.texts, ...changes])) {
    const edit = fileEditBetween(path, (await workspace.read(path)) ?? null, text);
    if (edit === undefined) continue;
    texts.set(path, text);
    files.push(edit);
  }
  return { texts, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}
