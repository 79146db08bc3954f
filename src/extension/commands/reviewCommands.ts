import * as vscode from 'vscode';
import { accept, acceptMany, choicesOf, reject } from '../review/reviewActions';
import { locateFile, locateHunk, locateSet, type LocatedSet } from '../review/locate';
import { goToHunk } from '../review/goToHunk';
import { openAllChanges, openFileReview, openReview } from '../review/openReview';
import type { ReviewHunk } from '../review/fileReview';
import { readTarget } from '../review/reviewTarget';
import type { ReviewedFile, Reviews } from '../review/reviews';
import type { Sessions } from '../sessions/sessions';
import { verdictText } from '../sessions/verdictText';
import type { CommandHandlers } from './register';

export interface ReviewRooms {
  readonly sessions: Sessions;
  readonly reviews: Reviews;
}

/** Opening reviews, and deciding their hunks. */
export function reviewCommands(rooms: ReviewRooms): CommandHandlers {
  const { reviews } = rooms;
  const acceptHunk = (argument: unknown): Promise<void> =>
    withHunk(reviews, argument, ({ set, file, hunk }) =>
      accept(reviews, set, [{ file, hunks: [hunk] }]),
    );
  const rejectHunk = (argument: unknown): Promise<void> =>
    withHunk(reviews, argument, ({ set, file, hunk }) => {
      reject(reviews, set, [{ file, hunks: [hunk] }]);
    });
  return {
    review: (argument) => showReview(rooms, argument),
    openAllChanges: (argument) =>
      decideSet(rooms, argument, (located) => openAllChanges(reviews, located)),
    showRevision: (argument) => showRevision(rooms, argument),
    acceptHunk,
    rejectHunk,
    // Of a conflict each choice says whose lines stay.
    takeProposal: acceptHunk,
    keepMine: rejectHunk,
    acceptFile: (argument) =>
      decideFile(reviews, argument, ({ set, file }) =>
        acceptMany(reviews, set, choicesOf(reviews, set, file)),
      ),
    rejectFile: (argument) =>
      decideFile(reviews, argument, ({ set, file }) => {
        reject(reviews, set, choicesOf(reviews, set, file));
      }),
    acceptAll: (argument) =>
      decideSet(rooms, argument, ({ set, part }) =>
        acceptMany(reviews, set, choicesOf(reviews, set, part)),
      ),
    rejectAll: (argument) =>
      decideSet(rooms, argument, ({ set, part }) => {
        reject(reviews, set, choicesOf(reviews, set, part));
      }),
    nextHunk: () => goToHunk(reviews, 'forward'),
    previousHunk: () => goToHunk(reviews, 'back'),
  };
}

async function showReview(rooms: ReviewRooms, argument: unknown): Promise<void> {
  const located = await locateSet(argument, rooms);
  if (located) await openReview(rooms.reviews, located);
  else
    say(
      vscode.l10n.t(
        'There is no revision to review yet. Start with "Fixpoint: Fix Failing Tests".',
      ),
    );
}

async function showRevision(rooms: ReviewRooms, argument: unknown): Promise<void> {
  const target = readTarget(argument) ?? (await pickRevision(rooms.sessions));
  if (!target || target.kind === 'session') return;
  const found = await locateFile(target, rooms.reviews);
  if (!found) return showReview(rooms, target);
  const hunk = (await locateHunk(target, rooms.reviews))?.hunk;
  await openFileReview(rooms.reviews, { ...found, ...(hunk && { hunk }) });
}

async function pickRevision(
  sessions: Sessions,
): Promise<ReturnType<typeof readTarget> | undefined> {
  const items = sessions.views.flatMap((view) =>
    view.state.revisions.map(({ revision, verdict }) => ({
      label: vscode.l10n.t('Revision {0}', revision.number),
      description: verdict ? verdictText(verdict) : '',
      detail: view.title,
      target: { session: view.id, revision: revision.number },
    })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Show a revision'),
  });
  return readTarget(picked);
}

async function withHunk(
  reviews: Reviews,
  argument: unknown,
  use: (found: ReviewedFile & { readonly hunk: ReviewHunk }) => void | Promise<void>,
): Promise<void> {
  const found = await locateHunk(argument, reviews);
  if (found) {
    await use(found);
    // Whoever decides by keys goes through the hunks one after the other.
    if (readTarget(argument) === undefined) await goToHunk(reviews, 'stay');
  } else if (readTarget(argument) === undefined) {
    say(vscode.l10n.t('Put the cursor into a proposed hunk first.'));
  } else say(vscode.l10n.t('This hunk has changed or was decided meanwhile. Look at it again.'));
}

async function decideFile(
  reviews: Reviews,
  argument: unknown,
  decide: (found: ReviewedFile) => void | Promise<void>,
): Promise<void> {
  const found = await locateFile(argument, reviews);
  if (found) await decide(found);
  else say(vscode.l10n.t('Open the diff of a proposed file first.'));
}

async function decideSet(
  rooms: ReviewRooms,
  argument: unknown,
  decide: (located: LocatedSet) => void | Promise<void>,
): Promise<void> {
  const located = await locateSet(argument, rooms);
  if (located) await decide(located);
  else say(vscode.l10n.t('There is no revision to decide yet.'));
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
