import * as vscode from 'vscode';
import { folderRunner } from '../host/folderRunner';
import { readSettings, writeUserSetting } from '../host/readSettings';
import { startRepair, type RepairHost } from '../sessions/startRepair';
import { isRedTestRun, testFilesIn } from './testCommandLine';

/** Offers a repair when a test command that the developer ran in a terminal ended red; one offer at a time. */
export function registerTerminalOffer(
  host: RepairHost,
  onProblem: (problem: unknown) => void,
): vscode.Disposable {
  const offer = new TerminalOffer(host);
  return vscode.window.onDidEndTerminalShellExecution((event) => {
    offer.consider(event).catch(onProblem);
  });
}

class TerminalOffer {
  /** What was turned down stays quiet until it was green. */
  private readonly declined = new Set<string>();
  private isOpen = false;

  constructor(private readonly host: RepairHost) {}

  async consider(event: vscode.TerminalShellExecutionEndEvent): Promise<void> {
    const line = event.execution.commandLine.value.trim();
    if (event.exitCode === 0) this.declined.delete(line);
    if (!isRedTestRun(line, event.exitCode) || !this.mayOffer(line)) return;
    const cwd = event.execution.cwd ?? event.shellIntegration.cwd;
    const folder = cwd && vscode.workspace.getWorkspaceFolder(cwd);
    if (!cwd || folder?.uri.scheme !== 'file') return;
    this.isOpen = true;
    try {
      if (await this.canRun(folder)) await this.offer(line, folder, cwd);
    } finally {
      this.isOpen = false;
    }
  }

  private mayOffer(line: string): boolean {
    if (this.isOpen || this.host.sessions.running || this.declined.has(line)) return false;
    return vscode.workspace.isTrusted && isWanted();
  }

  /** An offer that could not be kept is none. */
  private async canRun(folder: vscode.WorkspaceFolder): Promise<boolean> {
    const { context, log } = this.host;
    const settings = readSettings(folder.uri);
    try {
      await folderRunner({ context, folder: folder.uri, settings });
      return true;
    } catch (problem) {
      log.debug(`No offer to fix the tests of ${folder.name}: ${String(problem)}`);
      return false;
    }
  }

  private async offer(
    line: string,
    folder: vscode.WorkspaceFolder,
    cwd: vscode.Uri,
  ): Promise<void> {
    const [fix, notNow, never] = [
      vscode.l10n.t('Fix'),
      vscode.l10n.t('Not Now'),
      vscode.l10n.t("Don't Offer Again"),
    ];
    const question = vscode.l10n.t('"{0}" failed. Fix it with Fixpoint?', shortened(line));
    const chosen = await vscode.window.showInformationMessage(question, fix, notNow, never);
    if (chosen === never) await writeUserSetting('offerAfterFailedRun', false);
    else if (chosen !== fix) this.declined.add(line);
    else {
      const targets = await filesOf(line, folder, cwd);
      // The repair goes on by itself; the next offer need not wait for its end.
      void startRepair(this.host, { title: titleOf(targets), folder: folder.uri, targets });
    }
  }
}

function isWanted(): boolean {
  return vscode.workspace.getConfiguration('fixpoint').get('offerAfterFailedRun', true);
}

/** The test files that the command named, relative to the workspace folder; none when it ran all. */
async function filesOf(
  line: string,
  folder: vscode.WorkspaceFolder,
  cwd: vscode.Uri,
): Promise<readonly string[]> {
  const found = testFilesIn(line).map(async (word) => {
    const [file = '', ...names] = word.split('::');
    const uri = vscode.Uri.joinPath(cwd, file);
    if (vscode.workspace.getWorkspaceFolder(uri) !== folder || !(await exists(uri))) return [];
    return [[vscode.workspace.asRelativePath(uri, false), ...names].join('::')];
  });
  return (await Promise.all(found)).flat();
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

function titleOf(targets: readonly string[]): string {
  const [only] = targets;
  return only !== undefined && targets.length === 1
    ? vscode.l10n.t('Fix: {0}', only)
    : vscode.l10n.t('Fix failing tests');
}

function shortened(line: string): string {
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line;
}

/** Characters of a command that a notification has room for. */
const MAX_LINE = 60;
