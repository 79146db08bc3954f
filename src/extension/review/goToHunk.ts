import * as vscode from 'vscode';
import { reviewHunks, type ReviewHunk } from './fileReview';
import { hunkAt, neighbourHunk } from './hunkAt';
import { activeReview, type ReviewEditor } from './locate';
import { openFileReview } from './openReview';
import { neighbourChoice } from './reviewSet';
import type { Reviews } from './reviews';
import { activeTabKind } from './reviewTab';
import { realUri } from './reviewUri';

/**
 * Moves the cursor to the next or previous undecided hunk of the active review, going on in the next or previous
 * file at the ends of this one; `stay` moves only when the cursor is in no hunk, and leaves a file when it is decided.
 */
export async function goToHunk(reviews: Reviews, way: 'forward' | 'back' | 'stay'): Promise<void> {
  const active = activeReview(reviews);
  if (!active) return;
  const { editor, file, side } = active;
  const hunks = reviewHunks(file);
  const { line } = editor.selection.active;
  if (way === 'stay' && hunkAt(hunks, line, side)) return;
  const forward = way !== 'back';
  const next = neighbourHunk(hunks, way === 'stay' ? line - 1 : line, { side, forward });
  const hunk = way === 'stay' ? (next ?? hunks[0]) : next;
  if (hunk) reveal(editor, side === 'old' ? hunk.oldStart : hunk.newStart);
  else await goToNextFile(reviews, active, forward);
}

async function goToNextFile(
  reviews: Reviews,
  { set, file }: ReviewEditor,
  forward: boolean,
): Promise<void> {
  const kind = activeTabKind();
  const next = neighbourChoice(set, file, forward);
  const hunk = forward ? next?.hunks[0] : next?.hunks.at(-1);
  if (!next || !hunk) return;
  if (kind === 'several files') {
    const name = forward ? 'goToNextChange' : 'goToPreviousChange';
    await vscode.commands.executeCommand(`multiDiffEditor.${name}`);
  } else if (kind === 'diff' || hunk.effect === 'create') {
    await openFileReview(reviews, { set, file: next.file, hunk });
  } else await showInPlainEditor(realUri(set, next.file.path), hunk);
}

async function showInPlainEditor(uri: vscode.Uri, hunk: ReviewHunk): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  reveal(await vscode.window.showTextDocument(document), hunk.oldStart);
}

function reveal(editor: vscode.TextEditor, wanted: number): void {
  const line = Math.min(wanted, editor.document.lineCount - 1);
  const position = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(
    new vscode.Range(position, position),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}
