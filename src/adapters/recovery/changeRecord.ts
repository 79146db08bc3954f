import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isOfDeadProcess, thisProcess } from '../ownerLock';
import { isErrorCode } from '../workspace/errorCode';

/** Where changes of a folder are recorded. */
export interface RecordPlace {
  /** Absolute path of the folder of records, which many workspace folders may share; made when it is needed. */
  readonly records: string;
  /** Absolute path of the workspace folder. */
  readonly root: string;
}

/** What a change makes of one file, byte by byte; null: no such file. */
export interface FileChange {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly before: Buffer | null;
  readonly after: Buffer | null;
}

/** A change whose intention and copies are on disk. */
export interface ChangeRecord {
  /** Says that the change was made, or taken back, as a whole; the record goes. */
  readonly done: () => Promise<void>;
}

/** A change that a process which is gone has begun and not marked as done. */
export interface UnfinishedChange extends ChangeRecord {
  /** Unique, fit for file names, and sorted by time. */
  readonly id: string;
  readonly changes: readonly FileChange[];
}

const RECORD_FILE = '.change';
const UNFINISHED_FILE = '.unfinished';
/** Writing a record takes far less; what is older is of a process that was killed there. */
const UNFINISHED_FOR_MS = 60_000;

/** Puts what shall be changed on disk, with the files as they were; only when this returns may files be touched. */
export async function beginChange(
  { records, root }: RecordPlace,
  changes: readonly FileChange[],
): Promise<ChangeRecord> {
  await mkdir(records, { recursive: true, mode: 0o700 });
  const file = join(records, `${String(Date.now())}-${randomUUID().slice(0, 8)}${RECORD_FILE}`);
  const text = JSON.stringify({ owner: thisProcess(), root, changes: changes.map(asText) });
  const unfinished = file + UNFINISHED_FILE;
  await writeThrough(unfinished, `${digestOf(text)}\n${text}`);
  await rename(unfinished, file);
  await syncFolder(records);
  return recordAt(file);
}

/** The changes of a workspace folder that were cut off, oldest first; records that are not whole touched no file and go. */
export async function unfinishedChanges({
  records,
  root,
}: RecordPlace): Promise<readonly UnfinishedChange[]> {
  const all = await namesIn(records);
  await Promise.all(all.map((name) => removeTornRecord(records, name)));
  const names = all.filter((name) => name.endsWith(RECORD_FILE)).sort();
  const found: UnfinishedChange[] = [];
  for (const name of names) {
    const file = join(records, name);
    const stored = await readRecord(file);
    if (stored === undefined) await rm(file, { force: true });
    else if (stored.root === root && isOfDeadProcess(stored.owner)) {
      const id = name.slice(0, -RECORD_FILE.length);
      found.push({ id, changes: stored.changes.map(fromText), ...recordAt(file) });
    }
  }
  return found;
}

interface StoredRecord {
  readonly owner: unknown;
  readonly root: string;
  readonly changes: readonly StoredChange[];
}

interface StoredChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

function recordAt(file: string): ChangeRecord {
  return {
    done: async () => {
      await rm(file, { force: true });
    },
  };
}

function asText({ path, before, after }: FileChange): StoredChange {
  return {
    path,
    before: before?.toString('base64') ?? null,
    after: after?.toString('base64') ?? null,
  };
}

function fromText({ path, before, after }: StoredChange): FileChange {
  const bytes = (text: string | null): Buffer | null =>
    text === null ? null : Buffer.from(text, 'base64');
  return { path, before: bytes(before), after: bytes(after) };
}

async function removeTornRecord(records: string, name: string): Promise<void> {
  const isOld = Date.now() - Number.parseInt(name, 10) > UNFINISHED_FOR_MS;
  if (name.endsWith(UNFINISHED_FILE) && isOld) await rm(join(records, name), { force: true });
}

async function readRecord(file: string): Promise<StoredRecord | undefined> {
  const text = await readFile(file, 'utf8').catch(absent);
  const [digest, stored] = text.split('\n');
  if (stored === undefined || digestOf(stored) !== digest) return undefined;
  return JSON.parse(stored) as StoredRecord;
}

async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name is on disk only when its folder is; Windows can't open folders, and has no need to. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Another process may have recovered it a moment ago. */
function absent(error: unknown): string {
  if (isErrorCode(error, 'ENOENT')) return '';
  throw error;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
