import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('the extension in a real VS Code', () => {
  it('is present and can be activated', async () => {
    const extension = vscode.extensions.getExtension('fixpoint.fixpoint');
    assert.ok(extension, 'fixpoint.fixpoint is not among the extensions.');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('sees the workspace as files', () => {
    assert.equal(vscode.workspace.workspaceFolders?.[0]?.uri.scheme, 'file');
  });
});
