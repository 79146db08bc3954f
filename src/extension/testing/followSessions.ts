import * as vscode from 'vscode';
import type { TestReport } from '../../core/testReport';
import type { ReviewSet } from '../review/reviewSet';
import type { Reviews } from '../review/reviews';
import type { Sessions } from '../sessions/sessions';
import { isAcceptedAsTested } from './acceptedAsTested';
import type { RedTests } from './redTests';

export interface FollowedRooms {
  readonly sessions: Sessions;
  readonly reviews: Reviews;
  readonly red: RedTests;
  /** Called with the report of each baseline, which is of the folder's real files. */
  readonly onBaseline: (folder: vscode.Uri, report: TestReport) => void;
}

/** Learns from this window's repairs what is red: from each baseline, and from fixes that were accepted as a whole. */
export function followSessions(rooms: FollowedRooms): vscode.Disposable {
  const { sessions, reviews, red, onBaseline } = rooms;
  const taken = new Set<string>();
  return vscode.Disposable.from(
    sessions.onDidChange(() => {
      const view = sessions.newest;
      // What sessions of an earlier window found may be long gone.
      if (!view?.running || !view.state.baseline || taken.has(view.id)) return;
      taken.add(view.id);
      const folder = vscode.Uri.parse(view.root, true);
      red.take(folder, view.state.baseline, true);
      onBaseline(folder, view.state.baseline);
    }),
    reviews.onDidChange((set) => {
      const texts = sessions.find(set.session)?.textsOf(set.revision);
      if (taken.has(set.session) && texts && isAcceptedAsTested(set, texts.proposed)) {
        red.forget(vscode.Uri.parse(set.root, true), fixedBy(set, sessions));
      }
    }),
  );
}

function fixedBy({ session, revision }: ReviewSet, sessions: Sessions): ReadonlySet<string> {
  const state = sessions.find(session)?.view.state;
  const found = state?.revisions.find((each) => each.revision.number === revision);
  const stillRed = new Set(found?.verdict?.stillRed);
  return new Set(found?.verdict ? state?.targets.filter((id) => !stillRed.has(id)) : []);
}
