import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { isInside } from '../../adapters/workspace/containedPath';
import type { FileTexts } from '../../core/ports';

/** The unsaved texts of a folder's open files, by path relative to it, with `/`. */
export function unsavedTexts(folder: vscode.Uri): FileTexts {
  const texts = new Map<string, string>();
  for (const document of vscode.workspace.textDocuments) {
    const { uri } = document;
    if (!document.isDirty || uri.scheme !== 'file' || !isInside(folder.fsPath, uri.fsPath))
      continue;
    texts.set(relative(folder.fsPath, uri.fsPath).split(sep).join('/'), textWithMark(document));
  }
  return texts;
}

/** A document's text leaves out the byte order mark that its file has on disk. */
function textWithMark(document: vscode.TextDocument): string {
  return (document.encoding === 'utf8bom' ? '\uFEFF' : '') + document.getText();
}
