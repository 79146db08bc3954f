import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';

/**
 * The folder that a repair is about: that of a named file, else that of the active editor, else the first; undefined when
 * no folder is open.
 */
export async function repairFolder(
  named: readonly string[],
): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length < 2) return folders[0];
  for (const name of named) {
    const holding = await folderOf(name, folders);
    if (holding) return holding;
  }
  const active = vscode.window.activeTextEditor?.document.uri;
  return (active && vscode.workspace.getWorkspaceFolder(active)) ?? folders[0];
}

/** Names as a repair takes them: files of the folder by their path in it, everything else as it is. */
export function namesInFolder(
  named: readonly string[],
  folder: vscode.WorkspaceFolder,
): readonly string[] {
  return named.map((name) => {
    if (!isAbsolute(name)) return name.replace(/^\.\//, '');
    const uri = vscode.Uri.file(name);
    const isInside = vscode.workspace.getWorkspaceFolder(uri) === folder;
    return isInside ? vscode.workspace.asRelativePath(uri, false) : name;
  });
}

async function folderOf(
  name: string,
  folders: readonly vscode.WorkspaceFolder[],
): Promise<vscode.WorkspaceFolder | undefined> {
  if (isAbsolute(name)) return vscode.workspace.getWorkspaceFolder(vscode.Uri.file(name));
  for (const folder of folders) {
    if (await exists(vscode.Uri.joinPath(folder.uri, name))) return folder;
  }
  return undefined;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
