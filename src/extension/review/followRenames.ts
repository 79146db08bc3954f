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
  return vscode.workspace.onDidRenameFiles(({ files }) => {
    follow(reviews, files).catch(onProblem);
  });
}

type Renaming = vscode.FileRenameEvent['files'][number];

async function follow(reviews: Reviews, renamings: readonly Renaming[]): Promise<void> {
  for (const set of reviews.all) {
    const root = vscode.Uri.parse(set.root, true).path;
    for (const { path } of set.files) {
      const to = newPath(realUri(set, path).path, renamings);
      // A file that left the workspace folder counts as deleted.
      if (to?.startsWith(`${root}/`) === true)
        await moveFile(reviews, set, { path, to: to.slice(root.length + 1) });
    }
  }
}

function newPath(path: string, renamings: readonly Renaming[]): string | undefined {
  return renamings
    .map(({ oldUri, newUri }) => renamedPath(path, oldUri.path, newUri.path))
    .find((found) => found !== undefined);
}

async function moveFile(
  reviews: Reviews,
  set: ReviewSet,
  { path, to }: { readonly path: string; readonly to: string },
): Promise<void> {
  if (!(await reviews.move(set, path, to))) return;
  const moved = reviews.current(set);
  const file = moved?.files.find((each) => each.path === to);
  if (!moved || !file) return;
  for (const tab of diffTabsOf(shownUri(set, path))) {
    await openFileReview(reviews, {
      set: moved,
      file,
      viewColumn: tab.group.viewColumn,
      preserveFocus: true,
    });
    await vscode.window.tabGroups.close(tab, true);
  }
}
