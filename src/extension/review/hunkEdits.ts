import * as vscode from 'vscode';
import type { Hunk } from '../../core/revisions/fileEdit';
import { diffTexts } from '../../core/revisions/hunks';
import { plainText } from './plainText';

/** The edits that put hunks, made for the document's `plainText`, into the document; its line ends stay. */
export function hunkEdits(
  document: vscode.TextDocument,
  hunks: readonly Hunk[],
): readonly vscode.TextEdit[] {
  return hunks.map((hunk) => {
    const range = new vscode.Range(
      lineStart(document, hunk.oldStart),
      lineStart(document, hunk.oldStart + hunk.oldLines.length),
    );
    return vscode.TextEdit.replace(range, hunk.newLines.join(''));
  });
}

/** Turns an open document's text into `text`, with the smallest edits. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const hunks = diffTexts(plainText(document.getText()), text);
  edit.set(document.uri, [...hunkEdits(document, hunks)]);
  await vscode.workspace.applyEdit(edit);
}

/** A line past the end stands for the end of the text, which need not end with a line end. */
function lineStart(document: vscode.TextDocument, line: number): vscode.Position {
  if (line < document.lineCount) return new vscode.Position(line, 0);
  return document.lineAt(document.lineCount - 1).range.end;
}
