import * as vscode from 'vscode';
import { warningsOf } from '../../core/guards/testEdits';
import type { Reviews } from '../review/reviews';
import type { SessionView } from '../sessions/repairSession';
import type { Sessions } from '../sessions/sessions';
import { courseRows } from './courseRows';
import { fileRows, hunkRows, testGroupRows } from './hunkRows';
import { nowRow } from './nowRows';
import { Redraw } from './redraw';
import type { Row } from './row';
import { sessionRow } from './sessionRow';
import { treeItem } from './treeItem';

/** Shows the Repairs view. */
export function registerRepairsTree(sessions: Sessions, reviews: Reviews): vscode.Disposable {
  const tree = new RepairsTree(sessions, reviews);
  const view = vscode.window.createTreeView('fixpoint.repairs', {
    treeDataProvider: tree,
    canSelectMany: true,
  });
  const selecting = view.onDidChangeSelection(({ selection }) => {
    tree.pin(selection);
  });
  return vscode.Disposable.from(selecting, view, tree);
}

/** The rows, asked for level by level; a change of one session redraws nothing of the others. */
class RepairsTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<Row[] | undefined>();
  private readonly redraw: Redraw;
  /** VS Code redraws only rows that it knows, so each session keeps its own, and the one of what it does now. */
  private readonly sessionRows = new Map<string, Row>();
  private readonly nowRows = new Map<string, Row>();
  /** Ids by what they stand for, of rows that the developer works with: these stay as they are. */
  private pinned = new Map<string, string>();
  readonly onDidChangeTreeData = this.changes.event;

  constructor(
    private readonly sessions: Sessions,
    private readonly reviews: Reviews,
  ) {
    this.redraw = new Redraw(sessions, reviews, (changed) => {
      this.changes.fire(changed?.flatMap((each) => this.knownRow(each)));
    });
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return treeItem(this.latest(row));
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) return this.sessions.views.map((view) => this.rowOf(view));
    if (row.rows) return [...(this.latest(row).rows ?? [])];
    const { target } = row;
    switch (target.kind) {
      case 'session':
        return this.insideSession(target.session);
      case 'revision': {
        const set = await this.reviews.open(target);
        return [...fileRows(set, 'fix'), ...testGroupRows(set, this.testWarnings(target))];
      }
      case 'tests':
        return [...fileRows(await this.reviews.open(target), 'tests')];
      case 'file':
        return [...hunkRows(await this.reviews.open(target), target.path)];
      case 'hunk':
        return [];
    }
  }

  /** Lets rows that are selected, and those around them, neither close nor vanish at a redraw. */
  pin(rows: readonly Row[]): void {
    this.pinned = new Map();
    for (const { target } of rows) {
      const drawn = this.drawn.get(placeOf(target.session));
      if (drawn !== undefined) this.pinned.set(placeOf(target.session), drawn);
      if (target.kind === 'session') continue;
      const place = placeOf(target.session, target.revision);
      const id = this.drawn.get(place);
      if (id !== undefined) this.pinned.set(place, id);
    }
  }

  dispose(): void {
    this.redraw.dispose();
    this.changes.dispose();
  }

  /** The ids that rows were drawn with last. */
  private readonly drawn = new Map<string, string>();

  private insideSession(id: string): Row[] {
    const view = this.sessions.find(id)?.view;
    if (!view) return [];
    return courseRows(view).map((row) => {
      if (row.context.startsWith('now')) return this.keptNow(id, row);
      return row.target.kind === 'revision'
        ? this.settled(row, placeOf(id, row.target.revision))
        : row;
    });
  }

  private rowOf(view: SessionView): Row {
    const known = this.sessionRows.get(view.id);
    if (known) return known;
    const row = sessionRow(view, true);
    this.sessionRows.set(view.id, row);
    return row;
  }

  private keptNow(session: string, row: Row): Row {
    const known = this.nowRows.get(session);
    // A row that opens is another one than a row that does not.
    if (known?.id === row.id) return known;
    this.nowRows.set(session, row);
    return row;
  }

  /** The row as it is now, of those that VS Code keeps. */
  private latest(row: Row): Row {
    const { session } = row.target;
    const view = this.sessions.find(session)?.view;
    if (!view) return row;
    if (row === this.sessionRows.get(session)) {
      const isNewest = view.id === this.sessions.newest?.id;
      return this.settled(sessionRow(view, isNewest), placeOf(session));
    }
    return row === this.nowRows.get(session) ? (nowRow(view) ?? row) : row;
  }

  private settled(row: Row, place: string): Row {
    const id = this.pinned.get(place) ?? row.id;
    this.drawn.set(place, id);
    return { ...row, id };
  }

  private knownRow({ session, part }: { session: string; part: 'all' | 'now' }): readonly Row[] {
    const row = (part === 'now' ? this.nowRows : this.sessionRows).get(session);
    return row ? [row] : [];
  }

  /** What is weaker in the edited tests of a revision. */
  private testWarnings({
    session,
    revision,
  }: {
    readonly session: string;
    readonly revision: number;
  }): readonly string[] {
    const revisions = this.sessions.find(session)?.view.state.revisions ?? [];
    const found = revisions.find((each) => each.revision.number === revision);
    return warningsOf(found?.revision.testFiles ?? []);
  }
}

function placeOf(session: string, revision?: number): string {
  return revision === undefined ? session : `${session}/${String(revision)}`;
}
