import * as vscode from 'vscode';
import type { TestReport } from '../../core/testReport';
import { afterChange, redTestsOf, type LineChange, type RedTest } from './redTest';

/** What is known to be red in this window's files, from the last reports; follows the files as they change. */
export class RedTests implements vscode.Disposable {
  private readonly files = new Map<string, readonly RedTest[]>();
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly listeners: readonly vscode.Disposable[];
  readonly onDidChange = this.changes.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*', true);
    this.listeners = [
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        this.follow(document.uri, contentChanges);
      }),
      // Of a file that no editor has, nobody says which lines changed.
      watcher.onDidChange((uri) => {
        if (!isOpen(uri)) this.set(uri, []);
      }),
      watcher.onDidDelete((uri) => {
        this.set(uri, []);
      }),
      watcher,
    ];
  }

  of(uri: vscode.Uri): readonly RedTest[] {
    return this.files.get(uri.toString()) ?? [];
  }

  /** Takes what a report says on its tests; what it does not mention stays, unless it is of all tests of the folder. */
  take(folder: vscode.Uri, report: TestReport, isOfAll: boolean): void {
    if (!HAS_RESULTS.has(report.verdict)) return;
    const known = new Set(report.tests.map(({ id }) => id));
    const root = folder.toString();
    const red = redTestsOf(report, root);
    const loaded = new Set(report.tests.flatMap(({ file = '' }) => (red.has(file) ? [] : [file])));
    const isOld = ({ id, target }: RedTest): boolean => known.has(id) || loaded.has(target);
    // What another folder's run said of the same files, where folders lie in each other, is older.
    const told = new Set([...red.keys(), ...loaded].map((path) => uriIn(folder, path)));
    this.keep((each, file) => (each.folder === root ? !isOfAll && !isOld(each) : !told.has(file)));
    for (const [path, tests] of red) {
      const file = uriIn(folder, path);
      const ids = new Set(tests.map(({ id }) => id));
      const others = this.files.get(file)?.filter(({ id }) => !ids.has(id)) ?? [];
      this.files.set(file, [...others, ...tests]);
    }
    this.changes.fire();
  }

  /** Forgets tests of a folder, by their ids. */
  forget(folder: vscode.Uri, ids: ReadonlySet<string>): void {
    const root = folder.toString();
    if (this.keep((each) => each.folder !== root || !ids.has(each.id))) this.changes.fire();
  }

  dispose(): void {
    vscode.Disposable.from(...this.listeners, this.changes).dispose();
  }

  private keep(isKept: (test: RedTest, file: string) => boolean): boolean {
    let isChanged = false;
    for (const [file, tests] of this.files) {
      const kept = tests.filter((test) => isKept(test, file));
      isChanged ||= kept.length < tests.length;
      if (kept.length > 0) this.files.set(file, kept);
      else this.files.delete(file);
    }
    return isChanged;
  }

  private follow(
    uri: vscode.Uri,
    contentChanges: readonly vscode.TextDocumentContentChangeEvent[],
  ): void {
    const tests = this.of(uri);
    if (tests.length === 0) return;
    // The ranges are those of the text before all changes, so the lowest one comes first.
    const changes = contentChanges.map(lineChange).sort((a, b) => b.start - a.start);
    this.set(uri, changes.reduce(afterChange, tests));
  }

  private set(uri: vscode.Uri, tests: readonly RedTest[]): void {
    if (!this.files.has(uri.toString())) return;
    if (tests.length > 0) this.files.set(uri.toString(), tests);
    else this.files.delete(uri.toString());
    this.changes.fire();
  }
}

/** Of other runs the tests that are missing say nothing. */
const HAS_RESULTS: ReadonlySet<string> = new Set(['passed', 'failed', 'load-error']);

function uriIn(folder: vscode.Uri, path: string): string {
  return vscode.Uri.joinPath(folder, path).toString();
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((each) => each.uri.toString() === uri.toString());
}

function lineChange({ range, text }: vscode.TextDocumentContentChangeEvent): LineChange {
  const { start, end } = range;
  return {
    start: start.line,
    end: end.line,
    wholeLines: start.character === 0 && end.character === 0 && (text === '' || /\n$/.test(text)),
    newLineEnds: text.split('\n').length - 1,
  };
}
