import type * as vscode from 'vscode';
import { patternsOf } from '../../core/session/patternsOf';
import { experienceFile, type Storage } from '../host/storageFiles';
import type { Sessions } from '../sessions/sessions';
import type { Reviews } from './reviews';
import type { ReviewSet } from './reviewSet';

interface Rooms {
  readonly context: Storage;
  readonly sessions: Sessions;
  readonly reviews: Reviews;
}

/** Remembers which patterns of fixes the developer accepted: the built-in search tries such changes sooner. */
export function registerLearnFromAccepted(
  { context, sessions, reviews }: Rooms,
  onProblem: (problem: unknown) => void,
): vscode.Disposable {
  const learn = async ({ session, revision, files }: ReviewSet): Promise<void> => {
    const revisions = sessions.find(session)?.view.state.revisions ?? [];
    const patterns = patternsOf(revisions, revision);
    if (patterns.length === 0 || !files.some(({ accepted }) => accepted > 0)) return;
    const { rememberAccepted } = await import('../../adapters/journal/experienceFile');
    await rememberAccepted(experienceFile(context), patterns);
  };
  return reviews.onDidDecide(({ set }) => {
    learn(set).catch(onProblem);
  });
}
