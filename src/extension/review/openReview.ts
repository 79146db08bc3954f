import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { FileReview, ReviewHunk } from './fileReview';
import type { LocatedSet } from './locate';
import { filesOf, pendingChoices, type ReviewSet } from './reviewSet';
import { absentUri, realUri, shownUri } from './reviewUri';

/** Opens the diff of one part of a revision: one file's own, or all files in one editor. */
export async function openReview({ set, part }: LocatedSet, verdict: string): Promise<void> {
  const pending = pendingChoices(set, part).map(({ file }) => file);
  const files = pending.length > 0 ? pending : filesOf(set, part);
  const [only] = files;
  if (only && files.length === 1) return openFileReview(set, only, { verdict });
  const resources = files.map((file) => {
    const { left, right } = sides(set, file);
    return [realUri(set, file.path), left, right];
  });
  await vscode.commands.executeCommand('vscode.changes', revisionTitle(set, verdict), resources);
}

/** Opens the diff of one file, at a hunk when one is given. */
export async function openFileReview(
  set: ReviewSet,
  file: FileReview,
  { verdict, hunk }: { readonly verdict: string; readonly hunk?: ReviewHunk },
): Promise<void> {
  const { left, right } = sides(set, file);
  const line = hunk?.newStart;
  const options: vscode.TextDocumentShowOptions = {
    preview: false,
    ...(line !== undefined && { selection: new vscode.Range(line, 0, line, 0) }),
  };
  const title = `${basename(file.path)} ↔ ${revisionTitle(set, verdict)}`;
  await vscode.commands.executeCommand('vscode.diff', left, right, title, options);
}

function revisionTitle({ revision }: ReviewSet, verdict: string): string {
  return verdict === ''
    ? vscode.l10n.t('revision {0}', revision)
    : vscode.l10n.t('revision {0} ({1})', revision, verdict);
}

function sides(
  set: ReviewSet,
  file: FileReview,
): { readonly left: vscode.Uri; readonly right: vscode.Uri } {
  const left = file.real === null ? absentUri(set, file.path) : realUri(set, file.path);
  return { left, right: shownUri(set, file.path) };
}
