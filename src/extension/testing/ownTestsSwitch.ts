import * as vscode from 'vscode';
import type { TestReport } from '../../core/testReport';
import { NOT_OWN, OwnTests, TEST_FILES, type OwnTestsRooms } from './ownTests';

const SETTING = 'fixpoint.testController';

/** Keeps our own tests in the Testing view while they are wanted there: by the setting, or because nobody else shows any. */
export class OwnTestsSwitch implements vscode.Disposable {
  private tests: OwnTests | undefined;
  private isDisposed = false;
  private readonly listeners: readonly vscode.Disposable[];

  constructor(private readonly rooms: OwnTestsRooms) {
    const update = (): void => {
      this.update().catch(rooms.onProblem);
    };
    this.listeners = [
      vscode.extensions.onDidChange(update),
      vscode.workspace.onDidChangeWorkspaceFolders(update),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTING) || event.affectsConfiguration('python.testing')) {
          update();
        }
      }),
    ];
    // To look at all extensions takes VS Code longer than the rest of the start.
    setImmediate(update);
  }

  /** As `OwnTests.show`; nothing when they are not wanted. */
  show(folder: vscode.Uri, report: TestReport): void {
    this.tests?.show(folder, report);
  }

  dispose(): void {
    this.isDisposed = true;
    vscode.Disposable.from(...this.listeners).dispose();
    this.tests?.dispose();
    this.tests = undefined;
  }

  private async update(): Promise<void> {
    // A folder without tests gets no Testing view from us.
    const isWanted = isChosen() && (await hasTests());
    if (this.isDisposed) return;
    if (isWanted && isChosen()) this.tests ??= new OwnTests(this.rooms);
    else {
      this.tests?.dispose();
      this.tests = undefined;
    }
  }
}

function isChosen(): boolean {
  switch (vscode.workspace.getConfiguration().get(SETTING)) {
    case 'on':
      return true;
    case 'off':
      return false;
    default:
      return !isShownByOthers();
  }
}

/** Whether another extension is there to show tests; Python's does so only once it was told to. */
function isShownByOthers(): boolean {
  const python = vscode.workspace.getConfiguration('python.testing');
  if (python.get('pytestEnabled') === true || python.get('unittestEnabled') === true) return true;
  return vscode.extensions.all.some(({ id, packageJSON }) => {
    const { categories } = packageJSON as { readonly categories?: unknown };
    const isForTests = Array.isArray(categories) && categories.includes('Testing');
    return isForTests && !id.startsWith('fixpoint.') && !id.startsWith('vscode.');
  });
}

async function hasTests(): Promise<boolean> {
  return (await vscode.workspace.findFiles(TEST_FILES, NOT_OWN, 1)).length > 0;
}
