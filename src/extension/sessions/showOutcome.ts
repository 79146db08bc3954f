import * as vscode from 'vscode';
import { bestRevision } from '../../core/session/sessionState';
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
  const chosen = await show(outcomeText(state) ?? message, ...actions);
  const target = { session: id, revision };
  if (chosen === REVIEW) await vscode.commands.executeCommand('fixpoint.review', target);
  if (chosen === ACCEPT_ALL) await vscode.commands.executeCommand('fixpoint.acceptAll', target);
}

const REVIEW = 'Review';
const ACCEPT_ALL = 'Accept All';
