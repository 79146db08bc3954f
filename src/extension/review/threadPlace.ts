import * as vscode from 'vscode';
import type { ReviewHunk } from './fileReview';
import { spanOf, type Side } from './hunkAt';
import type { ReviewedFile } from './reviews';
import { activeTabKind } from './reviewTab';
import { realUri, shownUri } from './reviewUri';

/** A document that shows a hunk, and the side of the hunk that it shows. */
export interface ThreadPlace {
  readonly uri: vscode.Uri;
  readonly side: Side;
}

/** Where a hunk can be seen just now: the plain editor if that is the active one, else its diff; undefined: nowhere. */
export function visiblePlace({ set, file }: ReviewedFile): ThreadPlace | undefined {
  const real = { uri: realUri(set, file.path), side: 'old' } as const;
  const shown = { uri: shownUri(set, file.path), side: 'new' } as const;
  const shows = ({ uri }: ThreadPlace, editor: vscode.TextEditor | undefined): boolean =>
    editor?.document.uri.toString() === uri.toString();
  if (activeTabKind() === 'other' && shows(real, vscode.window.activeTextEditor)) return real;
  const visible = vscode.window.visibleTextEditors;
  if (visible.some((editor) => shows(shown, editor))) return shown;
  const plain = visible.filter(({ viewColumn }) => viewColumn !== undefined);
  return plain.some((editor) => shows(real, editor)) ? real : undefined;
}

/** The lines of a hunk on one side, as a range of its document; a side without lines has the line of the place. */
export function rangeOfHunk(hunk: ReviewHunk, side: Side): vscode.Range {
  const { start, count } = spanOf(hunk, side);
  const first = count === 0 && side === 'old' ? Math.max(0, start - 1) : start;
  return new vscode.Range(first, 0, Math.max(first, start + count - 1), 0);
}
