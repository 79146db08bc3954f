import * as vscode from 'vscode';
import { codeSpan } from './escapeMarkdown';

/** Says which folder an answer is about, when several are open; the chat folds it away with the steps that follow it. */
export function tellFolder(stream: vscode.ChatResponseStream, root: vscode.Uri): void {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = vscode.workspace.getWorkspaceFolder(root);
  if (folders.length < 2 || !folder) return;
  stream.markdown(`${vscode.l10n.t('Folder: {0}', codeSpan(folder.name))}\n\n`);
}
