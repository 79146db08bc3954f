import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { isInside } from '../../adapters/workspace/containedPath';

/** Where the cursor is, as `path:line` (from 1), when it is in a file of this folder. */
export function cursorPlace(root: string): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.scheme !== 'file') return undefined;
  const folder = vscode.Uri.parse(root, true).fsPath;
  const file = editor.document.uri.fsPath;
  if (!isInside(folder, file)) return undefined;
  const path = relative(folder, file).split(sep).join('/');
  return `${path}:${String(editor.selection.active.line + 1)}`;
}
