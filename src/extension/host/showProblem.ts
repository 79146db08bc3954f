import * as vscode from 'vscode';
import { nextSteps, problemSentence } from './nextSteps';

/** Tells the developer what went wrong and offers the next steps; details of a bug go to the log only. */
export async function showProblem(problem: unknown, log: vscode.LogOutputChannel): Promise<void> {
  log.error(problem instanceof Error ? problem : String(problem));
  const steps = nextSteps(problem);
  const labels = steps.map(({ label }) => label);
  const chosen = await vscode.window.showErrorMessage(problemSentence(problem), ...labels);
  const step = steps.find(({ label }) => label === chosen);
  if (step) await vscode.commands.executeCommand(step.command);
}
