import * as vscode from 'vscode';
import type { FixTarget } from './fixTarget';
import type { RedTest } from './redTest';
import type { RedTests } from './redTests';

/** Offers to fix a red test above its first line, and as a quick fix on its lines. */
export function registerRedTestMarks(red: RedTests): vscode.Disposable {
  const files = { scheme: 'file' };
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  const changes = new vscode.EventEmitter<void>();
  const redraw = (): void => {
    changes.fire();
  };
  const lenses: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changes.event,
    provideCodeLenses: ({ uri }) => (showsLenses(uri) ? lensesOf(uri, red.of(uri)) : []),
  };
  const actions: vscode.CodeActionProvider = {
    provideCodeActions: ({ uri }, range) => quickFixes(uri, red.of(uri), range),
  };
  return vscode.Disposable.from(
    changes,
    red.onDidChange(redraw),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('fixpoint.codeLens')) redraw();
    }),
    vscode.languages.registerCodeLensProvider(files, lenses),
    vscode.languages.registerCodeActionsProvider(files, actions, kinds),
  );
}

function showsLenses(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('fixpoint', uri).get('codeLens', true);
}

function lensesOf(uri: vscode.Uri, tests: readonly RedTest[]): vscode.CodeLens[] {
  return tests.map((test) => {
    const title = `$(wand) ${vscode.l10n.t('Fix with Fixpoint')}`;
    return new vscode.CodeLens(new vscode.Range(test.line, 0, test.line, 0), {
      ...fixCommand(uri, test),
      title,
    });
  });
}

function quickFixes(
  uri: vscode.Uri,
  tests: readonly RedTest[],
  { start, end }: vscode.Range,
): vscode.CodeAction[] {
  return tests
    .filter(({ line, lastLine }) => line <= end.line && start.line <= lastLine)
    .map((test) => {
      const command = fixCommand(uri, test);
      const action = new vscode.CodeAction(command.title, vscode.CodeActionKind.QuickFix);
      action.command = command;
      return action;
    });
}

function fixCommand(uri: vscode.Uri, { target, name }: RedTest): vscode.Command {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() ?? '';
  const argument: FixTarget = { folder, targets: [target], name };
  return {
    command: 'fixpoint.fixTest',
    title: vscode.l10n.t('Fix "{0}" with Fixpoint', name),
    arguments: [argument],
  };
}
