import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { isErrorCode } from '../workspace/errorCode';
import { isJournalHeld } from './ownJournal';

/** How the names of journals end. */
export const JOURNAL_ENDING = '.jsonl';

/** A journal that lies in a folder. */
export interface KeptJournal {
  /** Absolute path. */
  readonly file: string;
  readonly bytes: number;
  /** When it was written last, in milliseconds since 1970. */
  readonly changedMs: number;
  /** Whether a process that lives is writing it. */
  readonly isHeld: boolean;
}

/** The journals in a folder, the newest first by their names; none when there is no such folder. */
export async function journalsIn(folder: string): Promise<readonly KeptJournal[]> {
  const names = await readdir(folder).catch(noneWhenAbsent);
  const journals = names.filter((name) => name.endsWith(JOURNAL_ENDING)).toSorted();
  const found = await Promise.all(journals.reverse().map((name) => describe(join(folder, name))));
  return found.flat();
}

async function describe(file: string): Promise<readonly KeptJournal[]> {
  const stats = await stat(file).catch(noneWhenAbsent);
  // Another process may have removed it a moment ago.
  if (!('size' in stats)) return [];
  const isHeld = await isJournalHeld(file);
  return [{ file, bytes: stats.size, changedMs: stats.mtimeMs, isHeld }];
}

function noneWhenAbsent(error: unknown): readonly string[] {
  if (isErrorCode(error, 'ENOENT')) return [];
  throw error;
}
