import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import { journalFile } from '../host/storageFiles';
import { RepairSession } from './repairSession';
import type { GoingOn } from './goingOn';

/** What a session is begun with. */
interface SessionStart {
  readonly title: string;
  readonly plainTitle?: string;
  readonly folder: vscode.Uri;
  readonly goesOn?: GoingOn;
}

/** The session of a request: a new one, or the same as before when it goes on after it was cut off. */
export function newSession(
  context: vscode.ExtensionContext,
  { title, plainTitle, folder, goesOn }: SessionStart,
): RepairSession {
  if (goesOn?.kind === 'resumed') return RepairSession.resume(goesOn.from, goesOn.past.length);
  const id = newSessionId();
  const start = {
    id,
    title,
    ...(plainTitle !== undefined && { plainTitle }),
    root: folder.toString(),
    journal: journalFile(context, id),
  };
  return new RepairSession(start, goesOn?.from);
}

function newSessionId(): string {
  const time = new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, '-');
  return `${time}-${randomUUID().slice(0, 8)}`;
}
