import * as vscode from 'vscode';
import type { ReviewedFile, Reviews } from './reviews';

/** Whether the developer wants proposals to be marked in the plain editors of their files. */
export function wantsMarks(): boolean {
  return vscode.workspace.getConfiguration('fixpoint').get('editorMarks') !== false;
}

/** Whether an editor is no half of a diff: these have no column of their own. */
export function isPlain({ viewColumn, document }: vscode.TextEditor): boolean {
  return viewColumn !== undefined && document.uri.scheme === 'file';
}

/** The file whose proposal is marked in the plain editors of a document; undefined when nothing is marked there. */
export function markedFile(reviews: Reviews, uri: vscode.Uri): ReviewedFile | undefined {
  const found = wantsMarks() ? reviews.ofReal(uri) : undefined;
  return found?.set === reviews.underReview ? found : undefined;
}
