import * as vscode from 'vscode';
import type { RepairSession } from '../sessions/repairSession';
import { changedResults, changedResultsText } from './changedResults';
import { comparedTexts } from './comparedTexts';
import { codeUri, resultsUri } from './pastDocuments';

/** Shows two revisions of a session in one editor: the test results, then each file that differs. 0 is the original code. */
export async function openComparison(
  session: RepairSession,
  [left, right]: readonly [number, number],
): Promise<void> {
  const files = comparedTexts(session.textsOf(left), session.textsOf(right));
  const root = vscode.Uri.parse(session.view.root, true);
  const results = [resultsUri(session, left), resultsUri(session, right)] as const;
  const code = files.map(({ path, ...texts }) => [
    vscode.Uri.joinPath(root, path),
    texts.left === null ? undefined : codeUri(session, left, path),
    texts.right === null ? undefined : codeUri(session, right, path),
  ]);
  const resources = [[results[1], ...results], ...code];
  await vscode.commands.executeCommand('vscode.changes', title(session, left, right), resources);
}

function title(session: RepairSession, left: number, right: number): string {
  const names = `${revisionTitle(left)} ↔ ${revisionTitle(right)}`;
  const [before, after] = [reportOf(session, left), reportOf(session, right)];
  if (before === undefined || after === undefined) return names;
  return `${names} (${changedResultsText(changedResults(before, after))})`;
}

/** A revision as titles and choices name it. */
export function revisionTitle(revision: number): string {
  return revision === 0 ? vscode.l10n.t('Original code') : vscode.l10n.t('Revision {0}', revision);
}

function reportOf({ view: { state } }: RepairSession, revision: number): ReportOf {
  if (revision === 0) return state.baseline;
  return state.revisions.find((each) => each.revision.number === revision)?.report;
}

type ReportOf = RepairSession['view']['state']['baseline'];
