import * as vscode from 'vscode';
import type { Row } from './row';

/** A row as VS Code shows it. */
export function treeItem(row: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, COLLAPSIBLE[row.opens]);
  item.id = row.id;
  item.contextValue = row.context;
  if (row.description !== undefined) item.description = row.description;
  if (row.tooltip !== undefined) item.tooltip = row.tooltip;
  // Without it a screen reader would read the tooltip instead.
  const label = [row.label, row.description ?? ''].join(' ').trim();
  item.accessibilityInformation = { label };
  if (row.icon !== undefined) item.iconPath = icon(row.icon, row.colour);
  if (row.file !== undefined) {
    item.iconPath = vscode.ThemeIcon.File;
    // Only the name counts for the icon; a real URI would bring the decorations of source control.
    item.resourceUri = vscode.Uri.from({ scheme: 'fixpoint-row', path: `/${row.file}` });
  }
  if (row.target.kind === 'file' || row.target.kind === 'hunk') {
    item.command = {
      command: 'fixpoint.showRevision',
      title: vscode.l10n.t('Show'),
      arguments: [row.target],
    };
  }
  return item;
}

function icon(name: string, colour: string | undefined): vscode.ThemeIcon {
  return colour === undefined
    ? new vscode.ThemeIcon(name)
    : new vscode.ThemeIcon(name, new vscode.ThemeColor(colour));
}

const COLLAPSIBLE = {
  expanded: vscode.TreeItemCollapsibleState.Expanded,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  never: vscode.TreeItemCollapsibleState.None,
} as const;
