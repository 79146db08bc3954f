import * as vscode from 'vscode';
import { openFileReview } from './openReview';
import { renamedPath } from './renamedPath';
import type { Reviews } from './reviews';
import type { ReviewSet } from './reviewSet';
import { diffTabsOf } from './reviewTab';
import { realUri, shownUri } from './reviewUri';

/** Lets reviews go on when files under review, or folders above them, are renamed in the editor. */
export function registerFollowRenames(
  reviews: Reviews,
  onProblem: (problem: unknown) => void,
): vscode.Disposable {
  // The editor closes the diff of a file that it moves, so that is looked for before.
  let open: OpenDiffs = new Map();
  return vscode.Disposable.from(
    vscode.workspace.onWillRenameFiles(({ files }) => {
      open = new Map(
        movesOf(reviews, files).map(({ set, path }) => {
          const shown = shownUri(set, path);
          return [shown.toString(), diffTabsOf(shown).map(({ group }) => group.viewColumn)];
        }),
      );
    }),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      follow(reviews, movesOf(reviews, files), open).catch(onProblem);
    }),
  );
}

type Renaming = vscode.FileRenameEvent['files'][number];

/** In which columns the diffs of proposals are open, by the proposals' URIs. */
type OpenDiffs = ReadonlyMap<string, readonly vscode.ViewColumn[]>;

/** A file of a review that goes to another path of the same folder. */
interface Move {
  readonly set: ReviewSet;
  readonly path: string;
  readonly to: string;
}

function movesOf(reviews: Reviews, renamings: readonly Renaming[]): readonly Move[] {
  return reviews.all.flatMap((set) => {
    const root = vscode.Uri.parse(set.root, true).path;
    return set.files.flatMap(({ path }) => {
      const to = newPath(realUri(set, path).path, renamings);
      // A file that left the workspace folder counts as deleted.
      return to?.startsWith(`${root}/`) === true
        ? [{ set, path, to: to.slice(root.length + 1) }]
        : [];
    });
  });
}

function newPath(path: string, renamings: readonly Renaming[]): string | undefined {
  return renamings
    .map(({ oldUri, newUri }) => renamedPath(path, oldUri.path, newUri.path))
    .find((found) => found !== undefined);
}

async function follow(reviews: Reviews, moves: readonly Move[], open: OpenDiffs): Promise<void> {
  for (const move of moves) {
    const shown = shownUri(move.set, move.path);
    if (!(await reviews.move(move.set, move.path, move.to))) continue;
    for (const viewColumn of open.get(shown.toString()) ?? []) {
      await openMoved(reviews, move, viewColumn);
    }
    await vscode.window.tabGroups.close(diffTabsOf(shown), true);
  }
}

async function openMoved(
  reviews: Reviews,
  { set, to }: Move,
  viewColumn: vscode.ViewColumn,
): Promise<void> {
  const moved = reviews.current(set);
  const file = moved?.files.find(({ path }) => path === to);
  if (!moved || !file) return;
  await openFileReview(reviews, { set: moved, file, viewColumn, preserveFocus: true });
}
