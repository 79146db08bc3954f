import * as vscode from 'vscode';
import { acceptHunks } from './acceptHunks';
import { rejectHunks } from './fileReview';
import {
  countHunks,
  pendingChoices,
  withoutConflicts,
  type HunkChoice,
  type ReviewPart,
  type ReviewSet,
} from './reviewSet';
import type { Reviews } from './reviews';
import { diffTabsOf } from './reviewTab';
import { shownUri } from './reviewUri';

/** Accepts these hunks, conflicts included, and says so when it could not be done. */
export async function accept(
  reviews: Reviews,
  set: ReviewSet,
  choices: readonly HunkChoice[],
): Promise<void> {
  const problem = await acceptHunks(reviews, set, choices);
  if (problem !== undefined) void vscode.window.showWarningMessage(problem);
  await closeWholeFileDiffs(set, choices);
  reviews.decided(set, choices[0]?.file);
}

/** Accepts what has no conflicts; what has is left to be decided one by one. */
export async function acceptMany(
  reviews: Reviews,
  set: ReviewSet,
  choices: readonly HunkChoice[],
): Promise<void> {
  const clear = withoutConflicts(choices);
  if (clear.length > 0) await accept(reviews, set, clear);
  const left = countHunks(choices) - countHunks(clear);
  if (left > 0) {
    void vscode.window.showWarningMessage(
      left === 1
        ? vscode.l10n.t(
            'One hunk changes lines that you changed too. Decide it by itself; your lines were kept.',
          )
        : vscode.l10n.t(
            '{0} hunks change lines that you changed too. Decide them one by one; your lines were kept.',
            left,
          ),
    );
  }
}

/** Takes these hunks back from the proposal. */
export function reject(reviews: Reviews, set: ReviewSet, choices: readonly HunkChoice[]): void {
  for (const { file, hunks } of choices) reviews.update(set, rejectHunks(file, hunks));
  reviews.decided(set, choices[0]?.file);
}

/** The undecided hunks of one part of a review as it is now. */
export function choicesOf(
  reviews: Reviews,
  set: ReviewSet,
  part: ReviewPart,
): readonly HunkChoice[] {
  return pendingChoices(reviews.current(set) ?? set, part);
}

/** After a file was created or deleted, the left side of its diff is no longer what stands for it. */
async function closeWholeFileDiffs(set: ReviewSet, choices: readonly HunkChoice[]): Promise<void> {
  const tabs = choices
    .filter(({ hunks }) => hunks[0]?.effect !== 'edit')
    .flatMap(({ file }) => diffTabsOf(shownUri(set, file.path)));
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
}
