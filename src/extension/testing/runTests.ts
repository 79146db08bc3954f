import * as vscode from 'vscode';
import type { TestReport, TestSelection } from '../../core/testReport';
import { folderRunner } from '../host/folderRunner';
import { readSettings } from '../host/readSettings';
import { testLimitsFor } from '../host/settings';
import type { ItemTree } from './itemTree';
import { lineEnds, publishReport } from './publishReport';
import type { RedTests } from './redTests';
import { testTree } from './testTree';

/** What runs of our own controller need around them. */
export interface RunRooms {
  readonly context: vscode.ExtensionContext;
  readonly items: ItemTree;
  readonly red: RedTests;
}

/** Items of one folder that shall run; the folder's own item or none means all of it. */
export interface WantedTests {
  readonly folder: vscode.WorkspaceFolder;
  readonly wanted: readonly vscode.TestItem[];
  readonly selection: TestSelection;
}

/**
 * Runs tests of one folder in place, as its own command would, and publishes their results. Throws an
 * `ExplainedError` when there is no runner, and the signal's reason when stopped.
 */
export async function runTests(
  rooms: RunRooms,
  { folder, wanted, selection }: WantedTests,
  { run, signal }: { readonly run: vscode.TestRun; readonly signal: AbortSignal },
): Promise<void> {
  const { context, items, red } = rooms;
  const settings = readSettings(folder.uri);
  const runner = await folderRunner({ context, folder: folder.uri, settings });
  for (const item of wanted) if (items.factsOf(item)?.test !== undefined) run.started(item);
  const report = await runner.run(
    {
      root: folder.uri.fsPath,
      selection,
      limits: testLimitsFor(settings),
      onOutput: (text) => {
        run.appendOutput(lineEnds(text));
      },
    },
    signal,
  );
  items.show(folder, testTree(report), KEPT[keptBy(report, selection)]);
  red.take(folder.uri, report, selection.kind === 'all');
  const done = publishReport(report, { run, items, folder });
  explain(report, { run, missing: wanted.filter((item) => !done.has(item) && isLeaf(item)) });
}

/** A run that broke off says nothing about the tests that it did not come to. */
function keptBy({ verdict }: TestReport, { kind }: TestSelection): TestSelection['kind'] {
  return verdict === 'passed' || verdict === 'failed' ? kind : 'tests';
}

const KEPT = { all: 'nothing', files: 'files', tests: 'tests' } as const;

function explain(
  { explanation, verdict }: TestReport,
  { run, missing }: { readonly run: vscode.TestRun; readonly missing: readonly vscode.TestItem[] },
): void {
  if (verdict === 'passed' || verdict === 'failed') {
    for (const item of missing) run.skipped(item);
    return;
  }
  const sentence = explanation ?? vscode.l10n.t('The test run did not come to this test.');
  run.appendOutput(`\r\n${lineEnds(sentence)}\r\n`);
  for (const item of missing) run.errored(item, new vscode.TestMessage(sentence));
}

function isLeaf(item: vscode.TestItem): boolean {
  return item.children.size === 0;
}
