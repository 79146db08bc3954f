import * as vscode from 'vscode';
import type { Verdict } from '../../core/selection/verdict';
import type { Sessions } from '../sessions/sessions';
import { isFullyGreen } from '../sessions/verdictText';
import { filesKey, needsVerdict } from './acceptedState';
import { marksText, type AcceptedTests } from './acceptedTests';
import type { DecidedReview, Reviews } from './reviews';
import type { ReviewSet } from './reviewSet';

interface Rooms {
  readonly reviews: Reviews;
  readonly sessions: Sessions;
  readonly accepted: AcceptedTests;
}

/** Says at the end of a review what was decided, and what the tests say of it when no run has judged just that. */
export function registerEndOfReview(
  rooms: Rooms,
  onProblem: (problem: unknown) => void,
): vscode.Disposable {
  const { reviews, sessions } = rooms;
  return vscode.Disposable.from(
    reviews.onDidDecide((decided) => {
      endReview(rooms, decided).catch(onProblem);
    }),
    reviews.onDidChange((set) => {
      const known = sessions.find(set.session)?.view.accepted;
      const own = known?.find(({ revision }) => revision === set.revision);
      if (own && own.files !== filesKey(set)) forget(sessions, set);
    }),
  );
}

async function endReview(
  { sessions, accepted }: Rooms,
  { set, sentence }: DecidedReview,
): Promise<void> {
  const texts = sessions.find(set.session)?.textsOf(set.revision);
  const isUnjudged = texts !== undefined && needsVerdict(set, texts);
  if (!isUnjudged || !vscode.workspace.isTrusted) {
    forget(sessions, set);
    void vscode.window.showInformationMessage(sentence);
  } else if (accepted.isBusy) await offerTest(set, sentence);
  else await say(sentence, await runTests(accepted, set, sentence), set);
}

/** A run that can't take place must not swallow what was decided. */
async function runTests(
  accepted: AcceptedTests,
  set: ReviewSet,
  sentence: string,
): Promise<Verdict | undefined> {
  try {
    return await accepted.run(set);
  } catch (problem) {
    void vscode.window.showInformationMessage(sentence);
    throw problem;
  }
}

async function say(sentence: string, verdict: Verdict | undefined, set: ReviewSet): Promise<void> {
  if (!verdict) return offerTest(set, sentence);
  const show = isFullyGreen(verdict)
    ? vscode.window.showInformationMessage
    : vscode.window.showWarningMessage;
  void show(`${sentence} ${marksText(verdict)}.`);
}

async function offerTest({ session, revision }: ReviewSet, sentence: string): Promise<void> {
  const test = vscode.l10n.t('Test What Was Accepted');
  const chosen = await vscode.window.showInformationMessage(sentence, test);
  if (chosen !== test) return;
  await vscode.commands.executeCommand('fixpoint.testAccepted', { session, revision });
}

/** What is as the revision again has the revision's verdict. */
function forget(sessions: Sessions, { session, revision }: ReviewSet): void {
  const found = sessions.find(session);
  if (!found?.view.accepted) return;
  found.setAccepted(revision, undefined);
  sessions.changed(found);
}
