import { rm } from 'node:fs/promises';

import { journalsIn, type KeptJournal } from './journalsIn';
import { lockOf } from './ownJournal';

/** What is kept of a project's sessions. */
export interface JournalLimits {
  readonly maxJournals: number;
  readonly maxBytes: number;
}

/** A few weeks of daily use; a session is seldom looked at after that. A long one with a model takes some megabytes. */
const LIMITS: JournalLimits = { maxJournals: 100, maxBytes: 200 * 1024 * 1024 };

/** Removes the journals of a folder above the limits, those first that were written longest ago; one that a process is writing stays. */
export async function removeOldJournals(
  folder: string,
  limits: JournalLimits = LIMITS,
): Promise<void> {
  let bytes = 0;
  // The names of the extension's journals tell no time.
  const newestFirst = (await journalsIn(folder)).toSorted((a, b) => b.changedMs - a.changedMs);
  for (const [index, journal] of newestFirst.entries()) {
    bytes += journal.bytes;
    if (index < limits.maxJournals && bytes <= limits.maxBytes) continue;
    if (!journal.isHeld) await removeJournal(journal);
  }
}

/** Removes a journal and what a dead process left beside it. */
export async function removeJournal({ file }: KeptJournal): Promise<void> {
  await rm(file, { force: true });
  await rm(lockOf(file), { force: true });
}
