import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import {
  assertContainedPath,
  isInside,
  PathOutsideWorkspace,
} from '../../adapters/workspace/containedPath';
import { plainText } from './plainText';
import type { ReviewSet } from './reviewSet';
import { realUri } from './reviewUri';

/**
 * The user's file that a path of a revision names; throws `PathOutsideWorkspace` when the path, or a link on
 * the way, leads out of the workspace folder.
 */
export async function checkedRealUri(
  set: Pick<ReviewSet, 'root'>,
  path: string,
): Promise<vscode.Uri> {
  assertContainedPath(path);
  const uri = realUri(set, path);
  const root = await realpath(vscode.Uri.parse(set.root, true).fsPath);
  if (isInside(root, await realpathOfNearest(uri.fsPath))) return uri;
  throw new PathOutsideWorkspace(path, 'is a link that leads out of the workspace');
}

/** The file's text as the editor has it, unsaved changes included; null when there is no such file. */
export async function readRealText(uri: vscode.Uri): Promise<string | null> {
  const open = vscode.workspace.textDocuments.find(
    (each) => each.uri.toString() === uri.toString(),
  );
  if (open?.isDirty === true) return plainText(open.getText());
  if (!(await exists(uri))) return null;
  return plainText((await vscode.workspace.openTextDocument(uri)).getText());
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (problem) {
    if (problem instanceof vscode.FileSystemError && problem.code === 'FileNotFound') return false;
    throw problem;
  }
}

/** The real path of the file, or of the nearest folder above it that exists. */
async function realpathOfNearest(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (problem) {
    const parent = dirname(path);
    if (parent === path) throw problem;
    return realpathOfNearest(parent);
  }
}
