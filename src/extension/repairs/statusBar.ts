import * as vscode from 'vscode';
import { bestRevision } from '../../core/session/sessionState';
import type { ReviewTarget } from '../review/reviewTarget';
import type { SessionView } from '../sessions/repairSession';
import type { Sessions } from '../sessions/sessions';
import { statusLine } from './statusLine';

/** Shows the state of the newest session in the status bar, while there is one. */
export function registerStatusBar(sessions: Sessions): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('fixpoint.status', vscode.StatusBarAlignment.Left);
  item.name = 'Fixpoint';
  const draw = (): void => {
    const view = sessions.newest;
    if (!view) {
      item.hide();
      return;
    }
    const { text, tooltip } = statusLine(view);
    item.text = text;
    item.tooltip = tooltip;
    const reviewable = !view.running && bestRevision(view.state) > 0;
    item.command = reviewable ? reviewOf(view) : 'fixpoint.repairs.focus';
    item.show();
  };
  return vscode.Disposable.from(item, sessions.onDidChange(draw));
}

/** Whatever the active editor shows, it is the session that the status bar tells about. */
function reviewOf({ id }: SessionView): vscode.Command {
  const target: ReviewTarget = { kind: 'session', session: id };
  return { title: 'Fixpoint', command: 'fixpoint.review', arguments: [target] };
}
