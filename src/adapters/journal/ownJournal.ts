import { lockState, removeLock, writeLock } from '../ownerLock';
import { openJournal, type OpenJournal } from './jsonLinesJournal';

/** Opens a journal for this process alone, until it is closed; of a process that died, the place is taken over. */
export async function openOwnJournal(file: string): Promise<OpenJournal> {
  const journal = await openJournal(file);
  const lock = lockOf(file);
  try {
    if ((await lockState(lock)) === 'abandoned') await removeLock(lock);
    await writeLock(lock);
  } catch (problem) {
    await journal.close();
    throw problem;
  }
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

function lockOf(file: string): string {
  return `${file}.lock`;
}
