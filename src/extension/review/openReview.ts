import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { verdictText } from '../sessions/verdictText';
import type { FileReview, ReviewHunk } from './fileReview';
import type { LocatedSet } from './locate';
import { filesOf, pendingChoices, type ReviewSet } from './reviewSet';
import type { Reviews, ReviewedFile } from './reviews';
import { absentUri, realUri, shownUri } from './reviewUri';

/** Opens the diff of one part of a revision: one file's own, or all files in one editor. */
export async function openReview(reviews: Reviews, { set, part }: LocatedSet): Promise<void> {
  const files = filesToShow({ set, part });
  const [only] = files;
  if (only && files.length === 1) return openFileReview(reviews, { set, file: only });
  await openInOne(reviews, set, files);
}

/** Opens all files of one part of a revision in one editor, however many they are. */
export async function openAllChanges(reviews: Reviews, located: LocatedSet): Promise<void> {
  await openInOne(reviews, located.set, filesToShow(located));
}

/** Opens the diff of one file, at a hunk when one is given. */
export async function openFileReview(
  reviews: Reviews,
  { set, file, hunk, ...where }: ReviewedFile & OpenWhere,
): Promise<void> {
  const { left, right } = sides(set, file);
  const line = hunk?.newStart;
  const options: vscode.TextDocumentShowOptions = {
    preview: false,
    ...where,
    ...(line !== undefined && { selection: new vscode.Range(line, 0, line, 0) }),
  };
  reviews.turnTo(set);
  const title = `${basename(file.path)} ↔ ${revisionTitle(reviews, set)}`;
  await vscode.commands.executeCommand('vscode.diff', left, right, title, options);
}

interface OpenWhere extends Pick<vscode.TextDocumentShowOptions, 'viewColumn' | 'preserveFocus'> {
  readonly hunk?: ReviewHunk;
}

async function openInOne(
  reviews: Reviews,
  set: ReviewSet,
  files: readonly FileReview[],
): Promise<void> {
  const resources = files.map((file) => {
    const { left, right } = sides(set, file);
    return [realUri(set, file.path), left, right];
  });
  reviews.turnTo(set);
  await vscode.commands.executeCommand('vscode.changes', revisionTitle(reviews, set), resources);
}

function filesToShow({ set, part }: LocatedSet): readonly FileReview[] {
  const pending = pendingChoices(set, part).map(({ file }) => file);
  return pending.length > 0 ? pending : filesOf(set, part);
}

function revisionTitle(reviews: Reviews, set: ReviewSet): string {
  const verdict = reviews.stateOf(set)?.verdict;
  return verdict === undefined
    ? vscode.l10n.t('revision {0}', set.revision)
    : vscode.l10n.t('revision {0} ({1})', set.revision, verdictText(verdict));
}

function sides(
  set: ReviewSet,
  file: FileReview,
): { readonly left: vscode.Uri; readonly right: vscode.Uri } {
  const left = file.real === null ? absentUri(set, file.path) : realUri(set, file.path);
  return { left, right: shownUri(set, file.path) };
}
