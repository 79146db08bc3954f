import * as vscode from 'vscode';
import { bestRevision, type SessionState } from '../../core/session/sessionState';
import type { SessionView } from './repairSession';
import { isGoodEnd, outcomeText } from './sessionTexts';

/** One notification at a session's end: how it ended, and what can be done with its best revision. */
export async function showOutcome({ id, state }: SessionView): Promise<void> {
  if (!state.outcome) return;
  const revision = bestRevision(state);
  const { kind, message } = state.outcome;
  const isExpected = isGoodEnd(kind) || kind === 'user';
  const show = isExpected ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const actions = revision > 0 ? [REVIEW, ACCEPT_ALL] : [];
  const said = outcomeText(state) ?? message;
  const chosen = await show(
    hasTestEditsApart(state, revision) ? `${said} ${APART}` : said,
    ...actions,
  );
  const target = { session: id, revision };
  if (chosen === REVIEW) await vscode.commands.executeCommand('fixpoint.review', target);
  if (chosen === ACCEPT_ALL) await vscode.commands.executeCommand('fixpoint.acceptAll', target);
}

function hasTestEditsApart({ tests, revisions }: SessionState, number: number): boolean {
  const found = revisions.find(({ revision }) => revision.number === number);
  return tests === 'ask' && (found?.revision.testFiles ?? []).length > 0;
}

const APART = vscode.l10n.t(
  'Edits of tests are proposed too; they need your consent in the Repairs view.',
);
const REVIEW = vscode.l10n.t('Review');
const ACCEPT_ALL = vscode.l10n.t('Accept All');
