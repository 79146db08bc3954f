import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { JOURNAL_ENDING, journalsIn } from '../adapters/journal/journalsIn';
import { readJournalContent } from '../adapters/journal/jsonLinesJournal';
import { stateFolder } from '../adapters/userFolders';
import type { SessionEvent } from '../core/session/events';
import { UsageError } from './usageError';

/** A session that was cut off before its end. */
export interface CutOffSession {
  /** Absolute path of its journal. */
  readonly file: string;
  readonly start: Extract<SessionEvent, { kind: 'session' }>;
  /** In order, the start included. */
  readonly events: readonly SessionEvent[];
  /** What the user should know of damaged journals; a sentence each. */
  readonly damage: readonly string[];
}

/** Enough to tell one user's projects apart. */
const NAME_LENGTH = 12;

/** Absolute path of the folder for what is kept of a project, named by its real path; not created. */
export function stateFolderOf(root: string): string {
  const name = createHash('sha256').update(root).digest('hex').slice(0, NAME_LENGTH);
  return path.join(stateFolder(), 'sessions', name);
}

/** Absolute path of the file that keeps what the sessions of a project taught. */
export function experienceFile(root: string): string {
  return path.join(stateFolderOf(root), 'experience.json');
}

/** Absolute path of the file that keeps what the last test run of a project printed. */
export function lastOutputFile(root: string): string {
  return path.join(stateFolderOf(root), 'last-output.txt');
}

/** Absolute path of the folder with records of changes of a project's files that are being made. */
export function changesFolder(root: string): string {
  return path.join(stateFolderOf(root), 'changes');
}

/** Absolute path for the journal of a project's new session; names sort by time. */
export function newJournalFile(root: string): string {
  const time = new Date().toISOString().replace(/[:.]/g, '-');
  return path.join(stateFolderOf(root), `${time}-${randomUUID().slice(0, 8)}${JOURNAL_ENDING}`);
}

/** The last session of a project that has no outcome and that nobody works on; throws a `UsageError` when there is none. */
export async function lastCutOff(root: string): Promise<CutOffSession> {
  const damage: string[] = [];
  for (const { file, isHeld } of await journalsIn(stateFolderOf(root))) {
    if (isHeld) continue;
    const { events, isDamaged } = await readJournalContent(file);
    const [start] = events;
    if (start?.kind !== 'session') {
      if (isDamaged)
        damage.push(`A session can not be read, because its journal ${file} is damaged.`);
      continue;
    }
    if (events.some(({ kind }) => kind === 'outcome')) continue;
    if (isDamaged) damage.push(FROM_BEFORE);
    return { file, start, events, damage };
  }
  throw new UsageError(
    [
      `Nothing to continue: no session in ${root} was cut off.`,
      ...damage,
      'Start one with `fixpoint fix`.',
    ].join(' '),
  );
}

const FROM_BEFORE =
  'The journal of the session is damaged, so it goes on from what came before the damage.';
