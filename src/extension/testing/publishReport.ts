import * as vscode from 'vscode';
import type { TestReport, TestResult } from '../../core/testReport';
import type { ItemTree } from './itemTree';
import { testMessage } from './testMessages';
import { testTree, type TestNode } from './testTree';

export interface ReportPlace {
  readonly run: vscode.TestRun;
  readonly items: ItemTree;
  readonly folder: vscode.WorkspaceFolder;
}

/** Gives each item that a report speaks of its result; returns the items that have one now. */
export function publishReport(
  report: TestReport,
  place: ReportPlace,
): ReadonlySet<vscode.TestItem> {
  const done = new Set<vscode.TestItem>();
  const publish = (node: TestNode, above: readonly string[]): void => {
    const keys = [...above, node.key];
    const item = place.items.find(place.folder, keys);
    if (item && publishNode(item, node, place)) done.add(item);
    for (const child of node.children) publish(child, keys);
  };
  for (const node of testTree(report)) publish(node, []);
  return done;
}

function publishNode(
  item: vscode.TestItem,
  { file, problems, result }: TestNode,
  { run, folder }: ReportPlace,
): boolean {
  const where = { folder: folder.uri, file };
  if (problems.length > 0) {
    run.errored(
      item,
      problems.map((problem) => testMessage(problem, where)),
    );
  }
  if (result) publishResult(item, result, { run, where });
  return problems.length > 0 || result !== undefined;
}

function publishResult(
  item: vscode.TestItem,
  { status, durationMs, problems, output }: TestResult,
  {
    run,
    where,
  }: {
    readonly run: vscode.TestRun;
    readonly where: { readonly folder: vscode.Uri; readonly file: string };
  },
): void {
  if (output !== undefined) run.appendOutput(lineEnds(output), undefined, item);
  switch (status) {
    case 'passed':
    case 'xfail':
      run.passed(item, durationMs);
      return;
    case 'skipped':
    case 'todo':
      run.skipped(item);
      return;
    case 'failed': {
      const messages = problems.map((problem) => testMessage(problem, where));
      const unknown = new vscode.TestMessage(vscode.l10n.t('The test failed without a message.'));
      run.failed(item, messages.length > 0 ? messages : [unknown], durationMs);
    }
  }
}

/** Output with the line ends of a terminal, which the results view is. */
export function lineEnds(text: string): string {
  return text.replaceAll(/\r?\n/g, '\r\n');
}
