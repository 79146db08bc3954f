import * as vscode from 'vscode';
import { reviewHunks } from './fileReview';
import { hunkAt, neighbourHunk } from './hunkAt';
import { activeReview } from './locate';
import { openFileReview } from './openReview';
import { partOf, pendingChoices } from './reviewSet';
import type { Reviews } from './reviews';

/**
 * Moves the cursor to the next or previous undecided hunk of the active review, going on in the next file when
 * this one has none left; `stay` moves only when the cursor is in no hunk.
 */
export async function goToHunk(reviews: Reviews, way: 'forward' | 'back' | 'stay'): Promise<void> {
  const active = activeReview(reviews);
  if (!active) return;
  const { editor, file, set, side } = active;
  const hunks = reviewHunks(file);
  const { line } = editor.selection.active;
  if (way === 'stay' && hunkAt(hunks, line, side)) return;
  const from = way === 'stay' ? line - 1 : line;
  const hunk = neighbourHunk(hunks, from, { side, forward: way !== 'back' });
  if (hunk) {
    reveal(editor, side === 'old' ? hunk.oldStart : hunk.newStart);
    return;
  }
  const other = pendingChoices(set, partOf(file))[0];
  const first = other?.hunks[0];
  if (other && first) await openFileReview(set, other.file, { verdict: '', hunk: first });
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
