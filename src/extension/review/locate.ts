import * as vscode from 'vscode';
import { bestRevision } from '../../core/session/sessionState';
import type { SessionView } from '../sessions/repairSession';
import type { Sessions } from '../sessions/sessions';
import { reviewHunks, type ReviewHunk } from './fileReview';
import { hunkAt, type Side } from './hunkAt';
import { isPlain, markedFile } from './markedFile';
import { hunkKey, partOf, type ReviewPart, type ReviewSet } from './reviewSet';
import { readTarget } from './reviewTarget';
import type { ReviewedFile, Reviews } from './reviews';
import { proposalOfTab } from './reviewTab';
import { realUri } from './reviewUri';

/** A file under review in an editor, with the side that the editor shows. */
export interface ReviewEditor extends ReviewedFile {
  readonly editor: vscode.TextEditor;
  readonly side: Side;
}

/** The active editor, when it shows either side of a review, or marks of the one under review. */
export function activeReview(reviews: Reviews): ReviewEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const shown = reviews.ofShown(editor.document.uri);
  if (shown) return { ...shown, editor, side: 'new' };
  const { uri } = editor.document;
  const real = isPlain(editor) ? markedFile(reviews, uri) : besideProposal(reviews, uri);
  return real && { ...real, editor, side: 'old' };
}

/** The left side of a diff is of the review that the right side tells, which is to be seen beside it. */
function besideProposal(reviews: Reviews, left: vscode.Uri): ReviewedFile | undefined {
  const proposal = proposalOfTab();
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document.uri);
  const found = (proposal ? [proposal] : visible)
    .map((uri) => reviews.ofShown(uri))
    .filter((each) => each !== undefined)
    .filter(({ set, file }) => realUri(set, file.path).toString() === left.toString());
  // Two proposals for one file, and no telling which of them is beside it.
  return new Set(found.map(({ set }) => set)).size === 1 ? found[0] : undefined;
}

/** A review, and the part of it that a command is about. */
export interface LocatedSet {
  readonly set: ReviewSet;
  readonly part: Exclude<ReviewPart, object>;
}

/** The review that a command is about: its argument's, the active editor's, or the newest session's best revision's. */
export async function locateSet(
  argument: unknown,
  { reviews, sessions }: { readonly reviews: Reviews; readonly sessions: Sessions },
): Promise<LocatedSet | undefined> {
  const target = readTarget(argument);
  if (!target) {
    const active = fileOfUri(reviews, argument) ?? activeReview(reviews);
    if (active) return { set: active.set, part: partOf(active.file) };
    return openBest(sessions.newest, reviews);
  }
  if (target.kind === 'session') return openBest(sessions.find(target.session)?.view, reviews);
  return { set: await reviews.open(target), part: target.kind === 'tests' ? 'tests' : 'fix' };
}

/** The file that a command is about: its argument's or the active editor's. */
export async function locateFile(
  argument: unknown,
  reviews: Reviews,
): Promise<ReviewedFile | undefined> {
  const target = readTarget(argument);
  if (!target) return fileOfUri(reviews, argument) ?? activeReview(reviews);
  if (target.kind !== 'file' && target.kind !== 'hunk') return undefined;
  const set = await reviews.open(target);
  const file = set.files.find((each) => each.path === target.path);
  return file && { set, file };
}

/** The hunk that a command is about: its argument's, if it still is as it was then, or the one at the cursor. */
export async function locateHunk(
  argument: unknown,
  reviews: Reviews,
): Promise<(ReviewedFile & { readonly hunk: ReviewHunk }) | undefined> {
  const target = readTarget(argument);
  const found = await locateFile(target?.kind === 'hunk' ? target : undefined, reviews);
  if (!found) return undefined;
  const hunks = reviewHunks(found.file);
  const hunk =
    target?.kind === 'hunk'
      ? hunks.find((each) => hunkKey(each) === target.hunk)
      : hunkAtCursor(hunks, activeReview(reviews));
  return hunk && { ...found, hunk };
}

async function openBest(
  view: SessionView | undefined,
  reviews: Reviews,
): Promise<LocatedSet | undefined> {
  if (!view) return undefined;
  const last = view.state.revisions.at(-1)?.revision.number ?? 0;
  const revision = bestRevision(view.state) || last;
  if (revision === 0) return undefined;
  return { set: await reviews.open({ session: view.id, revision }), part: 'fix' };
}

function hunkAtCursor(
  hunks: readonly ReviewHunk[],
  active: ReviewEditor | undefined,
): ReviewHunk | undefined {
  return active && hunkAt(hunks, active.editor.selection.active.line, active.side);
}

/** Editor-title buttons hand over the editor's resource. */
function fileOfUri(reviews: Reviews, argument: unknown): ReviewedFile | undefined {
  if (!(argument instanceof vscode.Uri)) return undefined;
  return (
    reviews.ofShown(argument) ?? besideProposal(reviews, argument) ?? markedFile(reviews, argument)
  );
}
