import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import {
  beginChange,
  type ChangeRecord,
  type FileChange,
  type RecordPlace,
} from '../../adapters/recovery/changeRecord';
import type { AcceptedFile } from './saveClean';

/** A file that an accept is about to write. */
interface FileToWrite extends AcceptedFile {
  readonly uri: vscode.Uri;
  readonly document?: vscode.TextDocument;
  /** Its `plainText` after the accept; null deletes it. */
  readonly after: string | null;
}

/** Puts on disk what an accept makes of the files that it writes; what stays unsaved in the editor is none of them. */
export async function recordAccept(
  place: RecordPlace,
  files: readonly FileToWrite[],
): Promise<ChangeRecord> {
  const written = files.filter(({ wasClean }) => wasClean);
  return beginChange(place, await Promise.all(written.map(changeOf)));
}

async function changeOf(step: FileToWrite): Promise<FileChange> {
  const before = step.effect === 'create' ? null : await readFile(step.uri.fsPath);
  return { path: step.file.path, before, after: await bytesAfter(step) };
}

/** As the editor will save it, with its own encoding, mark and line ends. */
async function bytesAfter({ after, document }: FileToWrite): Promise<Buffer | null> {
  if (after === null) return null;
  if (!document) return Buffer.from(after);
  const isWindows = document.eol === vscode.EndOfLine.CRLF;
  const text = isWindows ? after.replaceAll('\n', '\r\n') : after;
  if (document.encoding === 'utf8') return Buffer.from(text);
  if (document.encoding === 'utf8bom') return Buffer.from(`\uFEFF${text}`);
  return Buffer.from(await vscode.workspace.encode(text, { encoding: document.encoding }));
}
