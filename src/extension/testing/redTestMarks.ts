import * as vscode from 'vscode';
import type { FixTarget } from './fixTarget';
import { byLine, type RedTest } from './redTest';
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
    provideCodeLenses: ({ uri }) => (showsLenses(uri) ? lensesOf(red.of(uri)) : []),
  };
  const actions: vscode.CodeActionProvider = {
    provideCodeActions: ({ uri }, range) => quickFixes(red.of(uri), range),
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

function lensesOf(tests: readonly RedTest[]): vscode.CodeLens[] {
  return byLine(tests).map((together) => {
    const title = `$(wand) ${vscode.l10n.t('Fix with Fixpoint')}`;
    const line = together[0]?.line ?? 0;
    return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
      ...fixCommand(together),
      title,
    });
  });
}

function quickFixes(tests: readonly RedTest[], { start, end }: vscode.Range): vscode.CodeAction[] {
  return tests
    .filter(({ line, lastLine }) => line <= end.line && start.line <= lastLine)
    .map((test) => {
      const command = fixCommand([test]);
      const action = new vscode.CodeAction(command.title, vscode.CodeActionKind.QuickFix);
      action.command = command;
      return action;
    });
}

/** Tests of one file, and so of one folder. */
function fixCommand(tests: readonly RedTest[]): vscode.Command {
  const [first] = tests;
  const name = tests.length === 1 ? (first?.name ?? '') : vscode.l10n.t('{0} tests', tests.length);
  const targets = [...new Set(tests.map(({ target }) => target))];
  const argument: FixTarget = { folder: first?.folder ?? '', targets, name };
  return {
    command: 'fixpoint.fixTest',
    title: vscode.l10n.t('Fix "{0}" with Fixpoint', name),
    arguments: [argument],
  };
}
