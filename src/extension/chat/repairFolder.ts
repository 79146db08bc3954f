import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';

/**
 * The folder that a repair is about: that of a named file, else that of `nearby`, else the first; undefined when no folder
 * is open.
 */
export async function repairFolder(
  named: readonly string[],
  nearby?: vscode.Uri,
): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length < 2) return folders[0];
  for (const name of named) {
    const holding = await folderOf(name, folders);
    if (holding) return holding;
  }
  return (nearby && vscode.workspace.getWorkspaceFolder(nearby)) ?? folders[0];
}

/** A file or folder of the workspace as a repair can name it, from its path or the end of that; undefined when there is none. */
export async function existingFile(word: string): Promise<string | undefined> {
  const path = word.replace(/^(?:\.\/)+/, '');
  if (await folderOf(path, vscode.workspace.workspaceFolders ?? [])) return path;
  const [found] = await vscode.workspace.findFiles(`**/${path}`, '**/node_modules/**', 1);
  return found?.fsPath;
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
  const [path = ''] = name.split('::');
  if (isAbsolute(path)) return vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path));
  for (const folder of folders) {
    if (await exists(vscode.Uri.joinPath(folder.uri, path))) return folder;
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
