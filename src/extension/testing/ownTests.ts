import * as vscode from 'vscode';
import type { TestReport } from '../../core/testReport';
import { isTrustedOrExplain } from '../host/trust';
import { ItemTree } from './itemTree';
import type { RedTests } from './redTests';
import { runTests } from './runTests';
import { testTree } from './testTree';

export interface OwnTestsRooms {
  readonly context: vscode.ExtensionContext;
  readonly red: RedTests;
  readonly onProblem: (problem: unknown) => void;
}

/** The tests of this window in the Testing view, as the folders' own runners report them. Dispose it. */
export class OwnTests implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController('fixpoint', 'Fixpoint');
  private readonly items = new ItemTree(this.controller);

  constructor(private readonly rooms: OwnTestsRooms) {
    const { controller } = this;
    controller.resolveHandler = (item) => (item ? undefined : this.listFiles());
    controller.refreshHandler = (token) => this.run(new vscode.TestRunRequest(), token);
    controller.createRunProfile(
      vscode.l10n.t('Run'),
      vscode.TestRunProfileKind.Run,
      (request, token) => this.run(request, token),
      true,
    );
  }

  /** Takes up the tests of a report that is of all tests of a folder, without results. */
  show(folder: vscode.Uri, report: TestReport): void {
    const found = vscode.workspace.getWorkspaceFolder(folder);
    if (found && report.tests.length > 0) this.items.show(found, testTree(report), 'files');
  }

  dispose(): void {
    this.controller.dispose();
  }

  /** Names of tests are known once they ran; until then their files are what can be run. */
  private async listFiles(): Promise<void> {
    for (const uri of await vscode.workspace.findFiles(TEST_FILES, NOT_OWN, MAX_FILES)) {
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      const path = vscode.workspace.asRelativePath(uri, false);
      if (folder?.uri.scheme === 'file') this.items.addFiles(folder, [path]);
    }
  }

  private async run(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
  ): Promise<void> {
    if (!isTrustedOrExplain()) return;
    const abort = new AbortController();
    const cancellation = token.onCancellationRequested(() => {
      abort.abort(new vscode.CancellationError());
    });
    const run = this.controller.createTestRun(request);
    try {
      for (const folder of vscode.workspace.workspaceFolders ?? []) {
        await this.runFolder(folder, request, { run, signal: abort.signal });
      }
    } catch (problem) {
      if (!abort.signal.aborted) this.rooms.onProblem(problem);
    } finally {
      cancellation.dispose();
      run.end();
    }
  }

  private async runFolder(
    folder: vscode.WorkspaceFolder,
    { include, exclude = [] }: vscode.TestRunRequest,
    how: { readonly run: vscode.TestRun; readonly signal: AbortSignal },
  ): Promise<void> {
    const own = include?.filter((item) => this.isOf(folder, item));
    if (own?.length === 0) return;
    const roots = own ?? [...this.items.filesOf(folder)].map(([, item]) => item);
    const wanted = roots.flatMap((item) => leaves(item, new Set(exclude)));
    const isAll = own === undefined && exclude.length === 0;
    const chosen = exclude.length === 0 ? roots : wanted;
    const selection = isAll ? ({ kind: 'all' } as const) : this.items.selectionOf(chosen);
    await runTests({ ...this.rooms, items: this.items }, { folder, wanted, selection }, how);
  }

  private isOf(folder: vscode.WorkspaceFolder, item: vscode.TestItem): boolean {
    return this.items.factsOf(item)?.folder.toString() === folder.uri.toString();
  }
}

function leaves(
  item: vscode.TestItem,
  without: ReadonlySet<vscode.TestItem>,
): readonly vscode.TestItem[] {
  if (without.has(item)) return [];
  const below = [...item.children].flatMap(([, child]) => leaves(child, without));
  return item.children.size === 0 ? [item] : below;
}

/** Files that are tests by their names, in the languages of the runners; VS Code takes no braces within braces. */
export const TEST_FILES =
  '**/{*.test,*.spec,*-test,*_test,*-spec,*_spec,test-*,test_*,test}.{js,mjs,cjs,jsx,ts,mts,cts,tsx,py}';
export const NOT_OWN = '**/{node_modules,dist,build,coverage,venv,.venv,site-packages}/**';
/** More could not be read in a list anyway; a run shows them all. */
const MAX_FILES = 2000;
