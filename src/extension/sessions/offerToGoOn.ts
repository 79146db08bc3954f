import * as vscode from 'vscode';
import { isCutOff } from './repairSession';
import type { Sessions } from './sessions';

/** Offers, once for each, to go on with the newest session when it was cut off. */
export async function offerToGoOn(sessions: Sessions, memory: vscode.Memento): Promise<void> {
  const { newest } = sessions;
  if (!newest || !isCutOff(newest) || memory.get(OFFERED) === newest.id) return;
  await memory.update(OFFERED, newest.id);
  const goOn = vscode.l10n.t('Go On');
  const sentence = vscode.l10n.t('"{0}" was interrupted when its window closed.', newest.title);
  const chosen = await vscode.window.showInformationMessage(sentence, goOn);
  if (chosen === goOn)
    await vscode.commands.executeCommand('fixpoint.resume', { session: newest.id });
}

const OFFERED = 'fixpoint.offeredToGoOn';
