import * as vscode from 'vscode';
import { REVISION_SCHEME } from './reviewUri';

/** What the active tab is: the diff of one proposed file, the editor of all of them, or anything else. */
export function activeTabKind(): 'diff' | 'several files' | 'other' {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputTextDiff)
    return isProposal(input.modified) ? 'diff' : 'other';
  // The editor of several files has no stable type; only there a proposal is active outside of a diff.
  const active = vscode.window.activeTextEditor?.document.uri;
  return active && isProposal(active) ? 'several files' : 'other';
}

/** The proposal in the active tab, when that is the diff of one proposed file. */
export function proposalOfTab(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputTextDiff)) return undefined;
  return isProposal(input.modified) ? input.modified : undefined;
}

/** The tabs that show the diff of a proposal. */
export function diffTabsOf(shown: vscode.Uri): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => {
      return (
        input instanceof vscode.TabInputTextDiff && input.modified.toString() === shown.toString()
      );
    });
}

function isProposal({ scheme }: vscode.Uri): boolean {
  return scheme === REVISION_SCHEME;
}
