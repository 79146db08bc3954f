import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

// The workspace is the cart example, and the configured model answers as `cartReplies` says.
const LOOP = 'i <= items.length;';
const RIGHT_LOOP = 'i < items.length;';

describe('a repair inside the extension host', () => {
  it('ends with a review whose first hunk is accepted and second rejected, and nothing else is written', async () => {
    const file = await cartFile();
    const document = await vscode.workspace.openTextDocument(file);
    const before = document.getText();
    const buffers = new Set<string>([before]);
    const listening = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document === document) buffers.add(document.getText());
    });
    try {
      await vscode.commands.executeCommand('fixpoint.fixFailingTests');
      assert.equal(await readFile(file.fsPath, 'utf8'), before);
      await vscode.commands.executeCommand('fixpoint.review');
      await decide('fixpoint.acceptHunk', 'i < items.length');
      await decide('fixpoint.rejectHunk', 'item.price < best.price');
    } finally {
      listening.dispose();
    }
    const after = before.replace(LOOP, RIGHT_LOOP);
    assert.equal(await readFile(file.fsPath, 'utf8'), after);
    assert.equal(document.isDirty, false);
    assert.deepEqual([...buffers], [before, after]);
  });

  it('gives back the old text with one undo', async () => {
    const document = await vscode.workspace.openTextDocument(await cartFile());
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.ok(document.getText().includes(LOOP));
    await vscode.commands.executeCommand('redo');
    assert.ok(document.getText().includes(RIGHT_LOOP));
  });
});

async function cartFile(): Promise<vscode.Uri> {
  const [file] = await vscode.workspace.findFiles('src/cart.js');
  assert.ok(file, 'The workspace has no src/cart.js.');
  return file;
}

/** Puts the cursor on the proposal's line with this text and runs the command. */
async function decide(command: string, text: string): Promise<void> {
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.scheme === 'fixpoint',
  );
  assert.ok(editor, 'No proposal is shown.');
  const position = editor.document.positionAt(editor.document.getText().indexOf(text));
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(editor.document, { selection });
  await vscode.commands.executeCommand(command);
}
