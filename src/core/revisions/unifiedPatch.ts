import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { FileEdit } from './fileEdit';
import { applyFileEdit } from './applyRevision';

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
  const from = before === null ? '/dev/null' : `a/${path}`;
  const to = after === null ? '/dev/null' : `b/${path}`;
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, timeout: DIFF_TIMEOUT_MS };
  const patch = createTwoFilesPatch(
    from,
    to,
    before ?? '',
    after ?? '',
    undefined,
    undefined,
    options,
  );
  return patch ?? wholeFilePatch(from, to, before ?? '', after ?? '');
}

function wholeFilePatch(from: string, to: string, before: string, after: string): string {
  const lines = (text: string, sign: string): string[] =>
    text
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => sign + line);
  const [old, fresh] = [lines(before, '-'), lines(after, '+')];
  const header = `--- ${from}\n+++ ${to}\n@@ -1,${String(old.length)} +1,${String(fresh.length)} @@\n`;
  return `${header}${[...old, ...fresh].join('\n')}\n`;
}
