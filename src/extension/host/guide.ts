import * as vscode from 'vscode';
import { isSample } from './sampleFolder';

const GUIDE = 'fixpoint.fixpoint#fixpoint.guide';
/** In the state of a sample's workspace: whether the guide was opened in it. */
const WAS_SHOWN = 'fixpoint.guideShown';

/** Opens the guide, at a step when one is named. */
export async function showGuide(step?: string): Promise<void> {
  const target = step === undefined ? GUIDE : { category: GUIDE, step };
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', target, false);
}

/** Goes on with the guide in a window that was opened for a sample: the window before it had the first step. */
export async function continueGuide(context: vscode.ExtensionContext): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme !== 'file' || !isSample(folder.fsPath, context.globalStorageUri.fsPath))
    return;
  if (context.workspaceState.get(WAS_SHOWN) === true) return;
  await context.workspaceState.update(WAS_SHOWN, true);
  await vscode.commands.executeCommand('fixpoint.repairs.focus');
  await showGuide('repair');
}
