import * as vscode from 'vscode';
import type { TestReference, TestResult, TestSelection } from '../../core/testReport';
import type { TestNode } from './testTree';

/** What an item of our own stands for: a whole folder, a file of it, or a part of that. */
export interface ItemFacts {
  readonly folder: vscode.Uri;
  readonly file?: string;
  /** What runs it; absent for what only groups tests. */
  readonly test?: TestReference;
}

/** The items of one controller: files, suites and tests, below their folders when there are several. */
export class ItemTree {
  private readonly facts = new WeakMap<vscode.TestItem, ItemFacts>();

  constructor(private readonly controller: vscode.TestController) {}

  factsOf(item: vscode.TestItem): ItemFacts | undefined {
    return this.facts.get(item);
  }

  /** The files of a folder that are shown. */
  filesOf(folder: vscode.WorkspaceFolder): vscode.TestItemCollection {
    if ((vscode.workspace.workspaceFolders ?? []).length < 2) return this.controller.items;
    const id = folder.uri.toString();
    const item =
      this.controller.items.get(id) ?? this.controller.createTestItem(id, folder.name, folder.uri);
    this.facts.set(item, { folder: folder.uri });
    this.controller.items.add(item);
    return item.children;
  }

  /** Shows files whose tests are not known yet, beside those that are shown. */
  addFiles(folder: vscode.WorkspaceFolder, paths: readonly string[]): void {
    const files = this.filesOf(folder);
    for (const path of paths) {
      if (!files.get(path))
        this.put(files, { ...EMPTY, key: path, label: path, file: path }, folder);
    }
  }

  /** Shows the nodes of a run; what it did not reach is kept when `keeps` says so, else removed. */
  show(
    folder: vscode.WorkspaceFolder,
    nodes: readonly TestNode[],
    keeps: 'nothing' | 'files' | 'tests',
  ): void {
    const files = this.filesOf(folder);
    if (keeps === 'nothing') keepOnly(files, nodes);
    for (const node of nodes) this.putTree(files, node, { folder, keepsTests: keeps === 'tests' });
  }

  /** The item of a node, by the keys that lead to it from its file. */
  find(folder: vscode.WorkspaceFolder, keys: readonly string[]): vscode.TestItem | undefined {
    let found: vscode.TestItem | undefined;
    for (const key of keys) found = (found?.children ?? this.filesOf(folder)).get(key);
    return found;
  }

  /** What must be run so that these items run. */
  selectionOf(items: readonly vscode.TestItem[]): TestSelection {
    const isAll = items.some((item) => this.facts.get(item)?.file === undefined);
    if (isAll) return { kind: 'all' };
    const tests = items.flatMap((item) => (isFile(item) ? [] : this.testsIn(item)));
    const files = items.flatMap((item) => this.facts.get(item)?.file ?? []);
    return items.some(isFile)
      ? { kind: 'files', files: [...new Set(files)] }
      : { kind: 'tests', tests };
  }

  /** The tests at and below an item. */
  testsIn(item: vscode.TestItem): readonly TestReference[] {
    const own = this.facts.get(item)?.test;
    return [...(own ? [own] : []), ...[...item.children].flatMap(([, each]) => this.testsIn(each))];
  }

  private putTree(
    siblings: vscode.TestItemCollection,
    node: TestNode,
    how: { readonly folder: vscode.WorkspaceFolder; readonly keepsTests: boolean },
  ): void {
    const item = this.put(siblings, node, how.folder);
    if (!how.keepsTests) keepOnly(item.children, node.children);
    for (const child of node.children) this.putTree(item.children, child, how);
  }

  private put(
    siblings: vscode.TestItemCollection,
    { key, label, file, line, result }: TestNode,
    { uri }: vscode.WorkspaceFolder,
  ): vscode.TestItem {
    const item =
      siblings.get(key) ??
      this.controller.createTestItem(key, label, vscode.Uri.joinPath(uri, file));
    if (line !== undefined) item.range = new vscode.Range(line, 0, line, 0);
    const test = result && referenceTo(result);
    this.facts.set(item, { folder: uri, file, ...(test && { test }) });
    siblings.add(item);
    return item;
  }
}

const EMPTY = { problems: [], children: [] } as const;

/** Only files have the path for an id. */
function isFile(item: vscode.TestItem): boolean {
  return item.parent === undefined || item.parent.uri?.toString() !== item.uri?.toString();
}

function keepOnly(items: vscode.TestItemCollection, nodes: readonly TestNode[]): void {
  const keys = new Set(nodes.map(({ key }) => key));
  for (const [id] of items) if (!keys.has(id)) items.delete(id);
}

function referenceTo({ id, name, suite, file, line }: TestResult): TestReference {
  return {
    id,
    name,
    suite,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
  };
}
