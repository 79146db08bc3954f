import * as vscode from 'vscode';

/** Whether the workspace is trusted; if not, says why that matters and offers to manage it. */
export function isTrustedOrExplain(): boolean {
  if (vscode.workspace.isTrusted) return true;
  const message = vscode.l10n.t(
    "Fixpoint runs this folder's tests, so its commands are off until you trust the workspace.",
  );
  void vscode.window.showWarningMessage(message, vscode.l10n.t('Manage Trust')).then((chosen) => {
    if (chosen !== undefined) void vscode.commands.executeCommand('workbench.trust.manage');
  });
  return false;
}
