import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import { ExplainedError } from '../../core/errors';
import { lockState, removeLock, takeLock } from '../ownerLock';
import { openJournal, type OpenJournal } from './jsonLinesJournal';

/**
 * Opens a journal for this process alone, until it is closed; of a process that died, the place is taken over. Throws an
 * `ExplainedError` when another process is writing it.
 */
export async function openOwnJournal(file: string): Promise<OpenJournal> {
  const lock = lockOf(file);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  if (!(await takeLock(lock))) {
    throw new ExplainedError(
      'Another Fixpoint is working on this session; wait for its end, or stop it first.',
      'configuration',
    );
  }
  const journal = await openJournal(file).catch(async (problem: unknown) => {
    await removeLock(lock);
    throw problem;
  });
  return {
    append: (event) => journal.append(event),
    async close() {
      await journal.close();
      await removeLock(lock);
    },
  };
}

/** Whether another process that lives is writing a journal. */
export async function isJournalHeld(file: string): Promise<boolean> {
  return (await lockState(lockOf(file))) === 'held';
}

/** Absolute path of a journal's lock. */
export function lockOf(file: string): string {
  return `${file}.lock`;
}
