import type * as vscode from 'vscode';
import { faultPoint } from '../../adapters/recovery/faultPoint';
import { l10n } from '../host/l10n';

/** A file in which hunks were accepted. */
export interface AcceptedFile {
  readonly file: { readonly path: string };
  readonly effect: 'edit' | 'create' | 'delete';
  /** Undefined for a file that did not exist. */
  readonly document?: Pick<vscode.TextDocument, 'save' | 'isDirty'>;
  /** Whether it had no unsaved changes before. */
  readonly wasClean: boolean;
}

/**
 * Saves the files that had no unsaved changes before, whatever their marks say by now: those come late. Returns a sentence
 * about what could not be saved.
 */
export async function saveClean(files: readonly AcceptedFile[]): Promise<string | undefined> {
  const unsaved: string[] = [];
  for (const { document, wasClean, effect, file } of files) {
    if (!document || !wasClean || effect !== 'edit') continue;
    if (!(await saveDocument(document))) unsaved.push(file.path);
    faultPoint('accept-between-files');
  }
  if (unsaved.length === 0) return undefined;
  return l10n.t('Accepted, but not saved: {0}. Save it yourself, or undo.', unsaved.join(', '));
}

async function saveDocument(
  document: Pick<vscode.TextDocument, 'save' | 'isDirty'>,
): Promise<boolean> {
  // The editor's auto-save may be quicker; then there is nothing left to save.
  return (await document.save()) || !document.isDirty;
}
