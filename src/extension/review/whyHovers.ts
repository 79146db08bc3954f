import * as vscode from 'vscode';
import type { Sessions } from '../sessions/sessions';
import { reviewHunks, type ReviewHunk } from './fileReview';
import { hunkAt } from './hunkAt';
import { openFileReview } from './openReview';
import type { ReviewedFile, Reviews } from './reviews';
import { shownUri } from './reviewUri';
import { whyText } from './whyText';

/** Tells why, where the mouse rests on a proposed hunk. */
export function registerWhyHovers(
  selector: vscode.DocumentSelector,
  reviews: Reviews,
  sessions: Sessions,
): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    provideHover: ({ uri }, { line }) => {
      const found = reviews.ofShown(uri);
      const hunk = found && hunkAt(reviewHunks(found.file), line, 'new');
      const why = hunk && whyOf(found, sessions);
      return why === undefined
        ? undefined
        : new vscode.Hover(new vscode.MarkdownString().appendText(why));
    },
  });
}

/** Shows the answer to "Why" at a hunk until Escape or the next move of the cursor; opens its diff when it is not visible. */
export async function showWhy(found: ReviewedFile, hunk: ReviewHunk): Promise<void> {
  const uri = shownUri(found.set, found.file.path).toString();
  const isShown = (editor: vscode.TextEditor): boolean => editor.document.uri.toString() === uri;
  const editor = vscode.window.visibleTextEditors.find(isShown);
  if (!editor) await openFileReview(found.set, found.file, { verdict: '', hunk });
  else {
    const start = new vscode.Position(Math.min(hunk.newStart, editor.document.lineCount - 1), 0);
    editor.selection = new vscode.Selection(start, start);
  }
  await vscode.commands.executeCommand('editor.action.showHover');
}

function whyOf({ set }: ReviewedFile, sessions: Sessions): string | undefined {
  const state = sessions.find(set.session)?.view.state;
  const revision = state?.revisions.find((each) => each.revision.number === set.revision);
  return state && revision && whyText(state, revision);
}
