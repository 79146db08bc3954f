import * as vscode from 'vscode';
import { activeReview } from '../review/locate';
import { partOf, pendingChoices, type ReviewSet } from '../review/reviewSet';
import type { Reviews } from '../review/reviews';
import { REVISION_SCHEME } from '../review/reviewUri';
import type { Sessions } from '../sessions/sessions';

/** Keeps the context keys up to date that menus and keys depend on. */
export function registerContextKeys(sessions: Sessions, reviews: Reviews): vscode.Disposable {
  const set = keySetter();
  const draw = (): void => {
    const paused = sessions.newest?.pausedAt !== undefined;
    set('fixpoint.running', sessions.running !== undefined);
    set('fixpoint.paused', paused);
    set('fixpoint.hasSessions', sessions.newest !== undefined);
    set('fixpoint.hasAccepted', reviews.all.some(hasAccepted));
    const active = isReviewTab() ? activeReview(reviews) : undefined;
    set('fixpoint.inReview', active !== undefined);
    const pending = active ? pendingChoices(active.set, partOf(active.file)) : [];
    set('fixpoint.pending', pending.length > 0);
  };
  return vscode.Disposable.from(
    sessions.onDidChange(draw),
    reviews.onDidChange(draw),
    vscode.window.onDidChangeActiveTextEditor(draw),
    vscode.window.tabGroups.onDidChangeTabs(draw),
  );
}

function hasAccepted({ files }: ReviewSet): boolean {
  return files.some(({ accepted }) => accepted > 0);
}

/** The same real file in a plain editor is no review; its diff, or the editor of all files, is. */
function isReviewTab(): boolean {
  if (vscode.window.activeTextEditor?.document.uri.scheme === REVISION_SCHEME) return true;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === REVISION_SCHEME;
}

/** Only changes are sent: a search redraws many times a second. */
function keySetter(): (key: string, value: boolean) => void {
  const values = new Map<string, boolean>();
  return (key, value) => {
    if (values.get(key) === value) return;
    values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
}
