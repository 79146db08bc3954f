import { resolve } from 'node:path';
import * as vscode from 'vscode';
import { folderRunner } from '../host/folderRunner';
import { readSettings, writeUserSetting } from '../host/readSettings';
import { startRepair, type RepairHost } from '../sessions/startRepair';
import { startFolder } from './startFolder';
import { isRedTestRun, testFilesIn } from './testCommandLine';

/** Offers a repair when a test command that the developer ran in a terminal ended red; one offer for each command. */
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
  /** The newest offer for each command. */
  private readonly newest = new Map<string, RedRun>();
  private isLooking = false;

  constructor(private readonly host: RepairHost) {}

  async consider(event: vscode.TerminalShellExecutionEndEvent): Promise<void> {
    const line = event.execution.commandLine.value.trim();
    if (event.exitCode === 0) this.declined.delete(line);
    if (!isRedTestRun(line, event.exitCode) || !this.mayOffer(line)) return;
    this.isLooking = true;
    const run = await this.repairable(line, event).finally(() => {
      this.isLooking = false;
    });
    // It may stay unanswered for as long as the window is open.
    if (run) await this.offer(run);
  }

  /** Undefined when the run is none of this workspace, or nothing could repair it. */
  private async repairable(
    line: string,
    { execution, shellIntegration }: vscode.TerminalShellExecutionEndEvent,
  ): Promise<RedRun | undefined> {
    const cwd = execution.cwd
      ? startFolder(line, execution.cwd.fsPath)
      : shellIntegration.cwd?.fsPath;
    if (cwd === undefined) return undefined;
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(cwd));
    if (!folder) return undefined;
    const targets = await filesOf(line, folder, cwd);
    return targets && (await this.canRun(folder)) ? { line, folder, targets } : undefined;
  }

  private mayOffer(line: string): boolean {
    if (this.isLooking || this.host.sessions.running || this.declined.has(line)) return false;
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

  private async offer(run: RedRun): Promise<void> {
    const { line, folder, targets } = run;
    this.newest.set(line, run);
    const [fix, notNow, never] = [
      vscode.l10n.t('Fix'),
      vscode.l10n.t('Not Now'),
      vscode.l10n.t("Don't Offer Again"),
    ];
    const question = vscode.l10n.t('"{0}" failed. Fix it with Fixpoint?', shortened(line));
    const chosen = await vscode.window.showInformationMessage(question, fix, notNow, never);
    if (chosen === never) await writeUserSetting('offerAfterFailedRun', false);
    else if (chosen === fix) {
      await startRepair(this.host, { title: titleOf(targets), folder: folder.uri, targets });
    } else if (chosen === notNow || this.newest.get(line) === run) {
      // VS Code closes an older offer by itself when the same one comes again.
      this.declined.add(line);
    }
  }
}

/** A test run of the developer that ended red. */
interface RedRun {
  readonly line: string;
  readonly folder: vscode.WorkspaceFolder;
  readonly targets: readonly string[];
}

function isWanted(): boolean {
  return vscode.workspace.getConfiguration('fixpoint').get('offerAfterFailedRun', true);
}

/** The test files that the command named, relative to the workspace folder; none when it ran all, undefined when they are not there. */
async function filesOf(
  line: string,
  folder: vscode.WorkspaceFolder,
  cwd: string,
): Promise<readonly string[] | undefined> {
  const words = testFilesIn(line);
  const found = words.map(async (word) => {
    const [file = '', ...names] = word.split('::');
    const uri = vscode.Uri.file(resolve(cwd, file));
    if (vscode.workspace.getWorkspaceFolder(uri) !== folder || !(await exists(uri))) return [];
    return [[vscode.workspace.asRelativePath(uri, false), ...names].join('::')];
  });
  const targets = (await Promise.all(found)).flat();
  return words.length > 0 && targets.length === 0 ? undefined : targets;
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
