import * as vscode from 'vscode';
import { reviewHunks } from '../review/fileReview';
import { activeReview } from '../review/locate';
import { partOf, pendingChoices, type ReviewSet } from '../review/reviewSet';
import type { Reviews } from '../review/reviews';
import { activeTabKind } from '../review/reviewTab';
import { isCutOff } from '../sessions/repairSession';
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
    const found = activeReview(reviews);
    // The same real file in a plain editor is no review; its diff, or the editor of all files, is.
    const active = activeTabKind() === 'other' ? undefined : found;
    set('fixpoint.interrupted', sessions.views.some(isCutOff));
    set('fixpoint.inReview', active !== undefined);
    set('fixpoint.atProposal', found !== undefined && reviewHunks(found.file).length > 0);
    const pending = active ? pendingChoices(active.set, partOf(active.file)) : [];
    set('fixpoint.pending', pending.length > 0);
  };
  return vscode.Disposable.from(
    sessions.onDidChange(draw),
    reviews.onDidChange(draw),
    vscode.window.onDidChangeActiveTextEditor(draw),
    vscode.window.onDidChangeVisibleTextEditors(draw),
    vscode.window.onDidChangeTextEditorViewColumn(draw),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('fixpoint.editorMarks')) draw();
    }),
    vscode.window.tabGroups.onDidChangeTabs(draw),
  );
}

function hasAccepted({ files }: ReviewSet): boolean {
  return files.some(({ accepted }) => accepted > 0);
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
