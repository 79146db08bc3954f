import * as vscode from 'vscode';
import { ignoredSettings } from './ignoredSettings';

const told = new Set<string>();

/** Says once in a window which settings of a folder's own files count for nothing. */
export async function tellIgnoredSettings(folder: vscode.Uri): Promise<void> {
  const { workspaceFile } = vscode.workspace;
  const files = [vscode.Uri.joinPath(folder, '.vscode', 'settings.json')];
  if (workspaceFile?.scheme === 'file') files.push(workspaceFile);
  const texts = await Promise.all(files.map(textOf));
  const names = ignoredSettings(texts.join('\n')).join(', ');
  if (names === '' || told.has(names)) return;
  told.add(names);
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Ignored, because only your own user settings decide it: {0} in the settings of this folder.',
      names,
    ),
  );
}

async function textOf(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return '';
  }
}
