import * as vscode from 'vscode';
import type { ReviewSet } from './reviewSet';

/** The scheme of the documents that hold proposals. */
export const REVISION_SCHEME = 'fixpoint';

/** The user's file. */
export function realUri({ root }: Pick<ReviewSet, 'root'>, path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.parse(root, true), path);
}

/**
 * The document that shows what is proposed for a file. It has the real file's path: from that it gets its
 * language, and an editor of several files takes other paths for a renaming.
 */
export function shownUri(
  set: Pick<ReviewSet, 'session' | 'revision' | 'root'>,
  path: string,
): vscode.Uri {
  const authority = `${set.session}.${String(set.revision)}`;
  return realUri(set, path).with({ scheme: REVISION_SCHEME, authority });
}

/** The empty, read-only document that stands for a file that does not exist. */
export function absentUri(set: Pick<ReviewSet, 'root'>, path: string): vscode.Uri {
  return realUri(set, path).with({ scheme: REVISION_SCHEME, authority: ABSENT });
}

/** Whether this is a document of `absentUri`. */
export function isAbsentUri({ scheme, authority }: vscode.Uri): boolean {
  return scheme === REVISION_SCHEME && authority === ABSENT;
}

const ABSENT = 'no-file';
