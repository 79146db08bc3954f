import * as vscode from 'vscode';
import type { ReviewSet } from './reviewSet';

/** The scheme of the documents that hold proposals. */
export const REVISION_SCHEME = 'fixpoint';

/** The document that shows what is proposed for a file; it keeps the file's name, so that it gets its language. */
export function shownUri(
  { session, revision }: Pick<ReviewSet, 'session' | 'revision'>,
  path: string,
): vscode.Uri {
  return vscode.Uri.from({
    scheme: REVISION_SCHEME,
    authority: session,
    path: `/revision ${String(revision)}/${path}`,
  });
}

/** The empty, read-only document that stands for a file that does not exist. */
export function absentUri(path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: REVISION_SCHEME, path: ABSENT_FOLDER + path });
}

/** Whether this is a document of `absentUri`. */
export function isAbsentUri(uri: vscode.Uri): boolean {
  return uri.scheme === REVISION_SCHEME && uri.path.startsWith(ABSENT_FOLDER);
}

/** The user's file. */
export function realUri({ root }: Pick<ReviewSet, 'root'>, path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.parse(root, true), path);
}

const ABSENT_FOLDER = '/no file/';
