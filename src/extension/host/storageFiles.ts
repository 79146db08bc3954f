import { join } from 'node:path';
import type * as vscode from 'vscode';

/** Where VS Code lets an extension keep files. */
export type Storage = Pick<vscode.ExtensionContext, 'storageUri' | 'globalStorageUri'>;

/** Absolute path of the file that keeps what the sessions of this workspace taught. */
export function experienceFile(context: Storage): string {
  return join(storageFolder(context), 'experience.json');
}

/** Absolute path of the journal of a session that begins in this window. */
export function journalFile(context: Storage, sessionId: string): string {
  return join(storageFolder(context), 'sessions', `${sessionId}.jsonl`);
}

/** Absolute path of the folder for the records of accepts under way, common to all windows. */
export function acceptRecords({ globalStorageUri }: Storage): string {
  return join(globalStorageUri.fsPath, 'accepts');
}

function storageFolder({ storageUri, globalStorageUri }: Storage): string {
  return (storageUri ?? globalStorageUri).fsPath;
}
