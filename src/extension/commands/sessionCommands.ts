import * as vscode from 'vscode';
import { readTarget } from '../review/reviewTarget';
import { isCutOff, type RepairSession } from '../sessions/repairSession';
import type { Sessions } from '../sessions/sessions';
import type { RepairHost } from '../sessions/startRepair';
import type { CommandHandlers } from './register';

/** Going on with sessions that are over, and keeping their list short. */
export function sessionCommands(host: RepairHost): CommandHandlers {
  const { sessions } = host;
  return {
    resume: async (argument) => {
      const session = cutOffSession(sessions, argument);
      if (session) await (await import('../sessions/goOn')).resume(host, session);
      else void vscode.window.showInformationMessage(vscode.l10n.t('No repair was interrupted.'));
    },
    branchFromRevision: async (argument) => {
      const { branchFromRevision } = await import('./branchFromRevision');
      await branchFromRevision(host, argument);
    },
    removeSession: (argument, selected) => {
      const rows: readonly unknown[] = Array.isArray(selected) ? selected : [argument];
      const targets = rows.map(readTarget).filter((target) => target?.kind === 'session');
      const ids = targets.map(({ session }) => session);
      if (ids.length > 0) removeSessions(sessions, ids);
    },
    clearEnded: () => {
      removeSessions(sessions);
    },
  };
}

function cutOffSession(sessions: Sessions, argument: unknown): RepairSession | undefined {
  const id = readTarget(argument)?.session ?? sessions.views.find(isCutOff)?.id;
  return id === undefined ? undefined : sessions.find(id);
}

/** Nothing is asked before; a moment later it can be taken back. */
function removeSessions(sessions: Sessions, ids?: readonly string[]): void {
  const removed = sessions.remove(ids);
  const [only] = removed;
  if (only === undefined) return;
  const sentence =
    removed.length === 1
      ? vscode.l10n.t('"{0}" was removed from the list.', only.view.title)
      : vscode.l10n.t('{0} repairs were removed from the list.', removed.length);
  const undo = vscode.l10n.t('Undo');
  void vscode.window.showInformationMessage(sentence, undo).then((chosen) => {
    if (chosen === undo) sessions.putBack(removed);
  });
}
