import * as vscode from 'vscode';
import { hunkActions } from './hunkActions';
import { reviewHunks, type ReviewHunk } from './fileReview';
import { hunkKey } from './reviewSet';
import type { Reviews, ReviewedFile } from './reviews';
import type { ReviewTarget } from './reviewTarget';

/** Shows a row of Accept, Reject and Why above each undecided hunk of a proposal. */
export function registerHunkLenses(
  selector: vscode.DocumentSelector,
  reviews: Reviews,
): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changes.event,
    provideCodeLenses: (document) => {
      const found = reviews.ofShown(document.uri);
      return found ? hunkLenses(found, document.lineCount) : [];
    },
  };
  return vscode.Disposable.from(
    changes,
    reviews.onDidChange(() => {
      changes.fire();
    }),
    vscode.languages.registerCodeLensProvider(selector, provider),
  );
}

function hunkLenses(reviewed: ReviewedFile, lineCount: number): vscode.CodeLens[] {
  return reviewHunks(reviewed.file).flatMap((hunk) => {
    // A hunk that only removes lines has its row above the line that follows.
    const line = Math.min(hunk.newStart, lineCount - 1);
    const range = new vscode.Range(line, 0, line, 0);
    const target = hunkTarget(reviewed, hunk);
    const actions = hunkActions(hunk).map(
      ({ title, icon, ...action }) =>
        new vscode.CodeLens(range, {
          ...action,
          title: `$(${icon}) ${title}`,
          arguments: [target],
        }),
    );
    return hunk.conflict ? [conflictLens(range), ...actions] : actions;
  });
}

/** What the hunk commands get as their argument. */
export function hunkTarget({ set, file }: ReviewedFile, hunk: ReviewHunk): ReviewTarget {
  const { session, revision } = set;
  return { kind: 'hunk', session, revision, path: file.path, hunk: hunkKey(hunk) };
}

/** Says what the row is about; without a command it is plain text. */
function conflictLens(range: vscode.Range): vscode.CodeLens {
  const title = `$(warning) ${vscode.l10n.t('Conflict: you changed these lines')}`;
  return new vscode.CodeLens(range, { title, command: '' });
}
