import * as vscode from 'vscode';
import type { CommandHandlers } from '../commands/register';
import { startRepair, type RepairHost } from '../sessions/startRepair';
import { readFixTarget, type FixTarget } from './fixTarget';
import { fixTargetOf, readItems } from './testItems';

/** Starting a repair from a test, wherever it is shown. */
export function testCommands(host: RepairHost): CommandHandlers {
  return {
    fixTest: (...args) => fixTest(host, args),
    fixTestsInFile: (clicked, selected) => fixTestsInFile(host, clicked, selected),
  };
}

async function fixTest(host: RepairHost, args: readonly unknown[]): Promise<void> {
  const marked = readFixTarget(args[0]);
  if (marked) return fix(host, marked);
  const items = readItems(args);
  if (items.length === 0) {
    say(vscode.l10n.t('Choose a test in the Testing view, or a failure of one, and try again.'));
    return;
  }
  const target = fixTargetOf(items);
  if (typeof target === 'string') say(target);
  else await fix(host, target);
}

/** The explorer hands over the file that was clicked on and all that are selected; the palette neither. */
async function fixTestsInFile(
  host: RepairHost,
  clicked: unknown,
  selected: unknown,
): Promise<void> {
  const uris = Array.isArray(selected) && selected.length > 1 ? selected : [clicked];
  const files = uris.filter((uri) => uri instanceof vscode.Uri);
  const active = vscode.window.activeTextEditor?.document.uri;
  const target = filesTarget(files.length > 0 || !active ? files : [active]);
  if (target) await fix(host, target);
  else say(vscode.l10n.t('Open a test file of this workspace and try again.'));
}

/** The files of the first one's folder; undefined when that is none of this workspace. */
function filesTarget(uris: readonly vscode.Uri[]): FixTarget | undefined {
  const [first] = uris;
  const folder = first && vscode.workspace.getWorkspaceFolder(first);
  if (folder?.uri.scheme !== 'file') return undefined;
  const targets = uris
    .filter((uri) => vscode.workspace.getWorkspaceFolder(uri) === folder)
    .map((uri) => vscode.workspace.asRelativePath(uri, false));
  const [path = ''] = targets;
  const name = targets.length === 1 ? path : vscode.l10n.t('{0} test files', targets.length);
  return { folder: folder.uri.toString(), targets, name };
}

async function fix(host: RepairHost, { folder, targets, name }: FixTarget): Promise<void> {
  await startRepair(host, {
    title: vscode.l10n.t('Fix: {0}', name),
    folder: vscode.Uri.parse(folder, true),
    targets,
  });
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
