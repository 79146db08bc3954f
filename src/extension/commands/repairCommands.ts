import * as vscode from 'vscode';
import { startRepair, type RepairHost } from '../sessions/startRepair';
import type { CommandHandlers } from './register';
import { testNameAt } from './testNameAt';

/** Starting a repair. */
export function repairCommands(host: RepairHost): CommandHandlers {
  return {
    fixFailingTests: () => fixFailingTests(host),
    fixThisTest: () => fixThisTest(host),
    showTerminal: () => {
      host.terminal.show();
    },
  };
}

async function fixFailingTests(host: RepairHost): Promise<void> {
  const folder = await chooseFolder();
  if (!folder) return;
  await startRepair(host, { title: 'Fix failing tests', folder: folder.uri, targets: [] });
}

async function fixThisTest(host: RepairHost): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const folder = editor && vscode.workspace.getWorkspaceFolder(editor.document.uri);
  if (!folder) {
    say('Open a test file of this workspace and put the cursor into the test.');
    return;
  }
  const { document, selection } = editor;
  const name = testNameAt(document.getText().split(/\r?\n/), selection.active.line);
  if (name === undefined) {
    say('There is no test at the cursor. Put the cursor into a test and try again.');
    return;
  }
  await startRepair(host, { title: `Fix: ${name}`, folder: folder.uri, targets: [name] });
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) {
    return vscode.window.showWorkspaceFolderPick({ placeHolder: 'Whose tests shall be fixed?' });
  }
  if (folders.length === 0) say('Open a folder with tests first.');
  return folders[0];
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
