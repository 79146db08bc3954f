import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { FileEdit } from './fileEdit';
import { applyFileEdit } from './applyRevision';
import { splitLines } from './lines';

/** Past this the diff falls back to replacing the whole file. */
const DIFF_TIMEOUT_MS = 2_000;

/** The edits as one unified diff with three lines of context, as `git apply` and `patch -p1` read it. */
export async function unifiedPatch(
  edits: readonly FileEdit[],
  read: (path: string) => Promise<string | undefined>,
): Promise<string> {
  const parts: string[] = [];
  for (const edit of edits) {
    const before = (await read(edit.path)) ?? null;
    parts.push(filePatch(edit.path, before, applyFileEdit(before, edit) ?? null));
  }
  return parts.join('');
}

function filePatch(path: string, before: string | null, after: string | null): string {
  const names = {
    from: before === null ? '/dev/null' : `a/${path}`,
    to: after === null ? '/dev/null' : `b/${path}`,
  };
  const [old, fresh] = [before ?? '', after ?? ''];
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, timeout: DIFF_TIMEOUT_MS };
  const patch = createTwoFilesPatch(
    names.from,
    names.to,
    old,
    fresh,
    undefined,
    undefined,
    options,
  );
  return patch ?? wholeFilePatch(names, old, fresh);
}

function wholeFilePatch(
  { from, to }: { readonly from: string; readonly to: string },
  before: string,
  after: string,
): string {
  const old = splitLines(before);
  const fresh = splitLines(after);
  const header = `--- ${from}\n+++ ${to}\n@@ -1,${String(old.length)} +1,${String(fresh.length)} @@\n`;
  return [
    header,
    ...old.map((line) => `-${ended(line)}`),
    ...fresh.map((line) => `+${ended(line)}`),
  ].join('');
}

function ended(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`;
}
