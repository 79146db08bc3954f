import * as vscode from 'vscode';
import { startRepair, type RepairHost } from '../sessions/startRepair';
import type { CommandHandlers } from './register';
import { testNameAt } from './testNameAt';

/** Starting a repair. */
export function repairCommands(host: RepairHost): CommandHandlers {
  return {
    fixFailingTests: () => fixFailingTests(host),
    fixThisTest: () => fixThisTest(host),
    generate: () => generate(host),
    showTerminal: () => {
      host.terminal.show();
    },
  };
}

async function fixFailingTests(host: RepairHost): Promise<void> {
  const folder = await chooseFolder(vscode.l10n.t('Whose tests shall be fixed?'));
  if (!folder) return;
  await startRepair(host, {
    title: vscode.l10n.t('Fix failing tests'),
    folder: folder.uri,
    targets: [],
  });
}

async function fixThisTest(host: RepairHost): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const folder = editor && vscode.workspace.getWorkspaceFolder(editor.document.uri);
  if (!folder) {
    say(vscode.l10n.t('Open a test file of this workspace and put the cursor into the test.'));
    return;
  }
  const { document, selection } = editor;
  const name = testNameAt(document.getText().split(/\r?\n/), selection.active.line);
  if (name === undefined) {
    say(vscode.l10n.t('There is no test at the cursor. Put the cursor into a test and try again.'));
    return;
  }
  await startRepair(host, {
    title: vscode.l10n.t('Fix: {0}', name),
    folder: folder.uri,
    targets: [name],
  });
}

async function generate(host: RepairHost): Promise<void> {
  const folder = await chooseFolder(vscode.l10n.t('Where shall the code be written?'));
  if (!folder) return;
  const instruction = await vscode.window.showInputBox({
    title: vscode.l10n.t('Generate code'),
    prompt: vscode.l10n.t(
      'What shall be written? Tests of this folder judge it; without any, a check is written first.',
    ),
    placeHolder: vscode.l10n.t(
      'A function slug(title) in src/slug.js that gives a title as part of a URL',
    ),
    ignoreFocusOut: true,
  });
  if (instruction === undefined || instruction.trim() === '') return;
  await startRepair(host, {
    title: vscode.l10n.t('Generate: {0}', shortened(instruction.trim())),
    folder: folder.uri,
    targets: [],
    instruction: instruction.trim(),
  });
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > MAX_TITLE ? `${line.slice(0, MAX_TITLE - 1)}…` : line;
}

/** Characters of an instruction that rows and notifications have room for. */
const MAX_TITLE = 60;

async function chooseFolder(placeHolder: string): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) {
    return vscode.window.showWorkspaceFolderPick({ placeHolder });
  }
  if (folders.length === 0) say(vscode.l10n.t('Open a folder first.'));
  return folders[0];
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
