import * as vscode from 'vscode';
import { pendingChoices, type ReviewSet } from '../review/reviewSet';
import type { Reviews } from '../review/reviews';
import type { Sessions } from '../sessions/sessions';
import type { RedTests } from './redTests';

/** Learns from this window's repairs what is red: from each baseline, and from fixes that were accepted as a whole. */
export function followSessions(
  red: RedTests,
  { sessions, reviews }: { readonly sessions: Sessions; readonly reviews: Reviews },
): vscode.Disposable {
  const taken = new Set<string>();
  return vscode.Disposable.from(
    sessions.onDidChange(() => {
      const view = sessions.newest;
      // What sessions of an earlier window found may be long gone.
      if (!view?.running || !view.state.baseline || taken.has(view.id)) return;
      taken.add(view.id);
      red.take(vscode.Uri.parse(view.root, true), view.state.baseline, true);
    }),
    reviews.onDidChange((set) => {
      if (taken.has(set.session) && isWhollyAccepted(set)) {
        red.forget(vscode.Uri.parse(set.root, true), fixedBy(set, sessions));
      }
    }),
  );
}

function isWhollyAccepted(set: ReviewSet): boolean {
  const isRejected = set.files.some(({ rejected }) => rejected > 0);
  return !isRejected && pendingChoices(set, 'fix').length === 0;
}

function fixedBy({ session, revision }: ReviewSet, sessions: Sessions): ReadonlySet<string> {
  const state = sessions.find(session)?.view.state;
  const found = state?.revisions.find((each) => each.revision.number === revision);
  const stillRed = new Set(found?.verdict?.stillRed);
  return new Set(found?.verdict ? state?.targets.filter((id) => !stillRed.has(id)) : []);
}
