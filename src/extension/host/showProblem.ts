import * as vscode from 'vscode';
import { ExplainedError } from '../../core/errors';

/** Tells the developer what went wrong and what to do next; details of a bug go to the log only. */
export async function showProblem(problem: unknown, log: vscode.LogOutputChannel): Promise<void> {
  log.error(problem instanceof Error ? problem : String(problem));
  if (!(problem instanceof ExplainedError)) {
    const message = 'Fixpoint stopped because of a bug of its own. Your files were not changed.';
    if ((await vscode.window.showErrorMessage(message, 'Show Log')) !== undefined) log.show(true);
    return;
  }
  const action = problem.area === 'configuration' ? 'Open Settings' : 'Show Log';
  const chosen = await vscode.window.showErrorMessage(problem.message, action);
  if (chosen === 'Open Settings') {
    await vscode.commands.executeCommand('fixpoint.openSettings');
  } else if (chosen === 'Show Log') {
    log.show(true);
  }
}
