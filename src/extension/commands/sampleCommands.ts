import * as vscode from 'vscode';
import { newSample } from '../host/sampleFolder';
import { showGuide } from '../host/guide';
import type { CommandHandlers } from './register';

/** Trying Fixpoint out. */
export function sampleCommands(context: vscode.ExtensionContext): CommandHandlers {
  return {
    openSample: () => openSample(context),
    showGuide: () => showGuide(),
  };
}

async function openSample({
  extensionPath,
  globalStorageUri,
}: vscode.ExtensionContext): Promise<void> {
  const folder = vscode.Uri.file(await newSample(extensionPath, globalStorageUri.fsPath));
  // A window with somebody's work stays as it is.
  const isEmpty = (vscode.workspace.workspaceFolders ?? []).length === 0;
  await vscode.commands.executeCommand('vscode.openFolder', folder, {
    forceReuseWindow: isEmpty,
    forceNewWindow: !isEmpty,
  });
}
