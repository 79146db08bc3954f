import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { stateFolder } from '../adapters/userFolders';

/** Absolute path of a new session's journal, in the order of time by name. */
export function journalFile(): string {
  const time = new Date().toISOString().replace(/[:.]/g, '-');
  return path.join(stateFolder(), 'sessions', `${time}-${randomUUID().slice(0, 8)}.jsonl`);
}
