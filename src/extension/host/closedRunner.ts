import * as vscode from 'vscode';
import type { SandboxMode } from '../../adapters/processes/sandbox';
import type { TestRunner } from '../../core/ports';

let isTold = false;

/** The runner in the sandbox that the settings want; that there is none is told once, and is an `ExplainedError` where it must be. */
export async function closedRunner(
  runner: TestRunner,
  { root, mode }: { readonly root: string; readonly mode: SandboxMode },
): Promise<TestRunner> {
  if (mode === 'off') return runner;
  const { openSandbox } = await import('../../adapters/processes/sandbox');
  const { inSandbox } = await import('../../adapters/testRunners/report/inSandbox');
  const sandbox = await openSandbox(mode, root);
  if (sandbox === undefined) tellOnce();
  return inSandbox(runner, sandbox);
}

function tellOnce(): void {
  if (isTold) return;
  isTold = true;
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Tests can not be run in a sandbox here: that takes Linux with bubblewrap (`bwrap`) and user namespaces. Install it to have one.',
    ),
  );
}
