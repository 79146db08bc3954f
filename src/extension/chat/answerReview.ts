import * as vscode from 'vscode';
import type { Sessions } from '../sessions/sessions';
import type { ChatMetadata } from './chatFollowups';
import { resultMarkdown } from './resultMarkdown';
import { sessionResult } from './sessionResult';
import { tellFolder } from './tellFolder';

/** A revision, as the commands of the review take it. */
export interface RevisionTarget {
  readonly session: string;
  readonly revision: number;
}

/** Opens the review of the best revision of the newest session, and says how that session ended. */
export async function answerReview(
  sessions: Sessions,
  stream: vscode.ChatResponseStream,
): Promise<vscode.ChatResult> {
  const { newest } = sessions;
  const { session, revision } = newest ? sessionResult(newest) : { session: '', revision: 0 };
  const metadata: ChatMetadata = { ending: 'review', revision, prompt: '' };
  if (newest) {
    tellFolder(stream, vscode.Uri.parse(newest.root, true));
    stream.markdown(resultMarkdown(newest));
  }
  if (revision === 0) {
    stream.markdown(`\n\n${vscode.l10n.t('There is no revision to review yet.')}`);
    return { metadata };
  }
  offerRevision(stream, { session, revision });
  await vscode.commands.executeCommand('fixpoint.review', { session, revision });
  return { metadata };
}

/** Buttons that open the review of a revision, and that accept all of it. */
export function offerRevision(stream: vscode.ChatResponseStream, target: RevisionTarget): void {
  stream.button({
    command: 'fixpoint.review',
    title: vscode.l10n.t('Review'),
    arguments: [target],
  });
  stream.button({
    command: 'fixpoint.acceptAll',
    title: vscode.l10n.t('Accept All'),
    arguments: [target],
  });
}
