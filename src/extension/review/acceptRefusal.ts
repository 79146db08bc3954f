import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { isErrorCode } from '../../adapters/workspace/errorCode';

/** Says why an accept can't change a file, so that none of its files is touched; undefined when it can. */
export async function acceptRefusal(uri: vscode.Uri, path: string): Promise<string | undefined> {
  if (isOpenElsewhere(uri)) {
    return vscode.l10n.t(
      '{0} is open as a notebook or in a custom editor, which takes no lines of text. Close it there and accept again; nothing was accepted.',
      path,
    );
  }
  const isReadOnly = vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false;
  if (isReadOnly || !(await canWrite(uri.fsPath))) {
    return vscode.l10n.t(
      '{0} is read-only here. Make it writable and accept again; nothing was accepted.',
      path,
    );
  }
  return undefined;
}

function isOpenElsewhere(uri: vscode.Uri): boolean {
  const wanted = uri.toString();
  const isNotebook = vscode.workspace.notebookDocuments.some(
    (notebook) => notebook.uri.toString() === wanted,
  );
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return (
    isNotebook ||
    tabs.some(
      ({ input }) =>
        (input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputNotebook) &&
        input.uri.toString() === wanted,
    )
  );
}

/** Of a file that is to come its nearest folder counts. */
async function canWrite(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return true;
  } catch (problem) {
    if (!isErrorCode(problem, 'ENOENT', 'ENOTDIR') || dirname(path) === path) return false;
    return canWrite(dirname(path));
  }
}
