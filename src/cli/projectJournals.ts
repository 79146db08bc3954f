import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readJournal } from '../adapters/journal/jsonLinesJournal';
import { isJournalHeld } from '../adapters/journal/ownJournal';
import { stateFolder } from '../adapters/userFolders';
import { isErrorCode } from '../adapters/workspace/errorCode';
import type { SessionEvent } from '../core/session/events';
import { UsageError } from './usageError';

/** A session that was cut off before its end. */
export interface CutOffSession {
  /** Absolute path of its journal. */
  readonly file: string;
  readonly start: Extract<SessionEvent, { kind: 'session' }>;
  /** In order, the start included. */
  readonly events: readonly SessionEvent[];
}

/** Enough to tell one user's projects apart. */
const NAME_LENGTH = 12;
const JOURNAL = '.jsonl';

/** Absolute path of the file that keeps what the sessions of a project, named by its real path, taught. */
export function experienceFile(root: string): string {
  return path.join(folderOf(root), 'experience.json');
}

/** Absolute path of the file that keeps what the last test run of a project printed. */
export function lastOutputFile(root: string): string {
  return path.join(folderOf(root), 'last-output.txt');
}

/** Absolute path for the journal of a project's new session; names sort by time. */
export function newJournalFile(root: string): string {
  const time = new Date().toISOString().replace(/[:.]/g, '-');
  return path.join(folderOf(root), `${time}-${randomUUID().slice(0, 8)}${JOURNAL}`);
}

/** The last session of a project that has no outcome and that nobody works on; throws a `UsageError` when there is none. */
export async function lastCutOff(root: string): Promise<CutOffSession> {
  const folder = folderOf(root);
  const names = await readdir(folder).catch(noneWhenAbsent);
  for (const name of names
    .filter((each) => each.endsWith(JOURNAL))
    .toSorted()
    .reverse()) {
    const file = path.join(folder, name);
    if (await isJournalHeld(file)) continue;
    const events = await readJournal(file);
    const [start] = events;
    if (start?.kind !== 'session' || events.some(({ kind }) => kind === 'outcome')) continue;
    return { file, start, events };
  }
  throw new UsageError(
    `Nothing to continue: no session in ${root} was cut off. Start one with \`fixpoint fix\`.`,
  );
}

function folderOf(root: string): string {
  const name = createHash('sha256').update(root).digest('hex').slice(0, NAME_LENGTH);
  return path.join(stateFolder(), 'sessions', name);
}

function noneWhenAbsent(error: unknown): readonly string[] {
  if (isErrorCode(error, 'ENOENT')) return [];
  throw error;
}
