import * as vscode from 'vscode';
import { warningsOf } from '../../core/guards/testEdits';
import type { Reviews } from '../review/reviews';
import type { Sessions } from '../sessions/sessions';
import { fileRows, hunkRows, testGroupRows } from './hunkRows';
import type { Row } from './row';
import { revisionRows, sessionRows } from './sessionRows';

/** Redrawing more often than this can't be seen, and a search reports progress many times a second. */
const REDRAW_EVERY_MS = 100;

/** Shows the Repairs view. */
export function registerRepairsTree(sessions: Sessions, reviews: Reviews): vscode.Disposable {
  const changes = new vscode.EventEmitter<undefined>();
  const provider: vscode.TreeDataProvider<Row> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: treeItem,
    getChildren: (row) => childRows(row, sessions, reviews),
  };
  const view = vscode.window.createTreeView('fixpoint.repairs', { treeDataProvider: provider });
  let timer: NodeJS.Timeout | undefined;
  const redraw = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changes.fire(undefined);
    }, REDRAW_EVERY_MS);
  };
  const stopTimer = new vscode.Disposable(() => {
    clearTimeout(timer);
  });
  const listeners = [sessions.onDidChange(redraw), reviews.onDidChange(redraw)];
  return vscode.Disposable.from(...listeners, stopTimer, view, changes);
}

async function childRows(
  row: Row | undefined,
  sessions: Sessions,
  reviews: Reviews,
): Promise<Row[]> {
  if (!row) return [...sessionRows(sessions.views)];
  const { target } = row;
  switch (target.kind) {
    case 'session': {
      const view = sessions.find(target.session)?.view;
      return view ? [...revisionRows(view)] : [];
    }
    case 'revision': {
      const set = await reviews.open(target);
      return [...fileRows(set, 'fix'), ...testGroupRows(set, testWarnings(sessions, target))];
    }
    case 'tests':
      return [...fileRows(await reviews.open(target), 'tests')];
    case 'file':
      return [...hunkRows(await reviews.open(target), target.path)];
    case 'hunk':
      return [];
  }
}

/** What is weaker in the edited tests of a revision. */
function testWarnings(
  sessions: Sessions,
  { session, revision }: { readonly session: string; readonly revision: number },
): readonly string[] {
  const revisions = sessions.find(session)?.view.state.revisions ?? [];
  const found = revisions.find((each) => each.revision.number === revision);
  return warningsOf(found?.revision.testFiles ?? []);
}

function treeItem(row: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, COLLAPSIBLE[row.opens]);
  item.id = row.id;
  item.contextValue = row.context;
  if (row.description !== undefined) item.description = row.description;
  if (row.tooltip !== undefined) item.tooltip = row.tooltip;
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
