import * as vscode from 'vscode';
import type { Reviews } from './reviews';

/** Says at the end of a review what was decided. */
export function registerEndOfReview(reviews: Reviews): vscode.Disposable {
  return reviews.onDidDecide(({ sentence }) => {
    void vscode.window.showInformationMessage(sentence);
  });
}
