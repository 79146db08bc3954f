import * as vscode from 'vscode';
import type { Storage } from '../host/storageFiles';
import type { Sessions } from '../sessions/sessions';
import type { AcceptedTests } from './acceptedTests';
import { EditorMarks } from './editorMarks';
import { registerEndOfReview } from './endOfReview';
import { registerLearnFromAccepted } from './learnFromAccepted';
import { registerFollowRenames } from './followRenames';
import { registerHunkHovers } from './hunkHovers';
import { registerHunkLenses } from './hunkLenses';
import type { Reviews } from './reviews';
import { REVISION_SCHEME } from './reviewUri';

interface Rooms {
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri'> & Storage;
  readonly sessions: Sessions;
  readonly reviews: Reviews;
  readonly accepted: AcceptedTests;
}

/** Registers all that shows reviews in editors, and what follows their course. */
export function registerReviewSurfaces(
  { context, sessions, reviews, accepted }: Rooms,
  onProblem: (problem: unknown) => void,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerHunkLenses({ scheme: REVISION_SCHEME }, reviews),
    registerHunkHovers(reviews),
    registerFollowRenames(reviews, onProblem),
    registerEndOfReview({ reviews, sessions, accepted }, onProblem),
    registerLearnFromAccepted({ context, sessions, reviews }, onProblem),
    new EditorMarks(context.extensionUri, { sessions, reviews }, onProblem),
  );
}
