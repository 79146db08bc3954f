import { join } from 'node:path';
import type * as vscode from 'vscode';

/** Absolute path of the file that keeps what the sessions of this workspace taught. */
export function experienceFile(context: vscode.ExtensionContext): string {
  return join(storageFolder(context), 'experience.json');
}

/** Absolute path of the journal of a session that begins in this window. */
export function journalFile(context: vscode.ExtensionContext, sessionId: string): string {
  return join(storageFolder(context), 'sessions', `${sessionId}.jsonl`);
}

function storageFolder({ storageUri, globalStorageUri }: vscode.ExtensionContext): string {
  return (storageUri ?? globalStorageUri).fsPath;
}
