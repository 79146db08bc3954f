import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import {
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  type FileHandle,
} from 'node:fs/promises';
import path from 'node:path';
import { ExplainedError } from '../../core/errors';
import { applyFileEdit } from '../../core/revisions/applyRevision';
import type { FileEdit } from '../../core/revisions/fileEdit';
import { beginChange, type FileChange } from '../recovery/changeRecord';
import { faultPoint } from '../recovery/faultPoint';
import { isErrorCode } from './errorCode';
import { resolveInside } from './resolveInside';

/** A file that is no longer as it was when the session began, so that the fix does not fit it. */
export class FileChangedMeanwhile extends ExplainedError {
  readonly path: string;

  constructor(file: string) {
    super(
      `${file} has changed since the repair began, so nothing was written; run the repair again or apply the patch by hand.`,
      'environment',
    );
    this.path = file;
  }
}

/** A file that nobody may write, which a rename over it would not notice. */
class FileIsReadOnly extends ExplainedError {
  constructor(file: string) {
    super(
      `${file} is read-only, so nothing was written; make it writable, or apply the patch by hand.`,
      'environment',
    );
  }
}

const ANY_WRITE = 0o222;

/** Where what is about to be written is recorded, so that a crash is made good at the next start. */
export interface WriteOptions {
  /** Absolute path of the folder of records; without it nothing is recorded. */
  readonly records?: string;
}

/**
 * Writes edits into the user's files, all or none: everything is checked and written beside its target first, then
 * renamed into place. Links are followed inside the folder only. Throws `FileChangedMeanwhile` when an edit does not fit.
 */
export async function applyToFolder(
  root: string,
  edits: readonly FileEdit[],
  { records }: WriteOptions = {},
): Promise<void> {
  const planned = await Promise.all(edits.map((edit) => planWrite(root, edit)));
  if (planned.length === 0) return;
  const record = records && (await beginChange({ records, root }, planned.map(changeOf)));
  faultPoint('accept-before-files');
  try {
    await writeAll(planned);
  } catch (error) {
    if (record && !(error instanceof NotPutBack)) await record.done();
    throw error;
  }
  faultPoint('accept-before-mark');
  if (record) await record.done();
}

function changeOf({ path: file, before, after }: PlannedWrite): FileChange {
  return {
    path: file,
    before: before ?? null,
    after: after === null ? null : Buffer.from(after),
  };
}

async function writeAll(planned: readonly PlannedWrite[]): Promise<void> {
  const staged: Staged[] = [];
  try {
    for (const write of planned) staged.push(await stage(write));
    await commit(staged);
  } finally {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
  }
}

/** Files that were written and could not be written back when a later one failed. */
class NotPutBack extends ExplainedError {
  constructor(cause: unknown) {
    super(
      'Only a part of the fix could be written, and that could not be undone; make room or give leave to write, and start Fixpoint again here: it then makes the change whole.',
      'environment',
      cause,
    );
  }
}

interface PlannedWrite {
  /** Relative to the folder. */
  readonly path: string;
  /** Absolute path after links are resolved. */
  readonly target: string;
  readonly before: Buffer | undefined;
  /** Null deletes the file. */
  readonly after: string | null;
  readonly owned: Owned | undefined;
}

/** What a file has besides its bytes, as far as it can be kept. */
type Owned = Pick<Stats, 'mode' | 'uid' | 'gid'>;

interface Staged extends PlannedWrite {
  readonly temporary: string;
}

async function planWrite(root: string, edit: FileEdit): Promise<PlannedWrite> {
  const target = await resolveInside(root, edit.path);
  const before = await readFile(target).catch(absent);
  const text = before?.toString('utf8') ?? null;
  // What is no UTF-8 any more would be written back as something else.
  const isExact = before === undefined || Buffer.from(text ?? '').equals(before);
  const after = isExact ? applyFileEdit(text, edit) : undefined;
  if (after === undefined) throw new FileChangedMeanwhile(edit.path);
  const owned = before === undefined ? undefined : await stat(target);
  if (owned && (owned.mode & ANY_WRITE) === 0) throw new FileIsReadOnly(edit.path);
  return { path: edit.path, target, before, after, owned };
}

async function stage(write: PlannedWrite): Promise<Staged> {
  const temporary = path.join(path.dirname(write.target), `.fixpoint-${randomUUID()}.tmp`);
  if (write.after !== null) {
    try {
      await mkdir(path.dirname(write.target), { recursive: true });
      await writeBeside(temporary, write.after, write.owned);
    } catch (error) {
      await rm(temporary, { force: true });
      throw explained(error, write.path);
    }
  }
  return { ...write, temporary };
}

async function writeBeside(file: string, text: string, owned: Owned | undefined): Promise<void> {
  const handle = await open(file, 'wx', owned?.mode);
  try {
    await handle.writeFile(text);
    if (owned) await give(handle, owned);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const REASONS: readonly (readonly [codes: readonly string[], reason: string])[] = [
  [['ENOSPC', 'EDQUOT'], 'the disk is full; make room'],
  [['EROFS', 'EACCES', 'EPERM'], 'its folder is read-only; give leave to write there'],
  [['EBUSY'], 'another program holds it; close that'],
];

/** What kept a file from being written, in a sentence; an error that the system does not name stays as it is. */
function explained(error: unknown, file: string): unknown {
  const reason = REASONS.find(([codes]) => isErrorCode(error, ...codes))?.[1];
  if (reason === undefined) return error;
  const message = `${file} can't be written, because ${reason}, or apply the patch by hand. Nothing was written.`;
  return new ExplainedError(message, 'environment', error);
}

/** A file's owner only the system's administrator can give away; its mode comes last, because a new owner takes bits of it. */
async function give(file: FileHandle, { mode, uid, gid }: Owned): Promise<void> {
  await file.chown(uid, gid).catch(() => undefined);
  await file.chmod(mode);
}

async function commit(staged: readonly Staged[]): Promise<void> {
  const done: Staged[] = [];
  try {
    for (const write of staged) {
      await assertAsPlanned(write);
      if (write.after === null) await rm(write.target);
      else await rename(write.temporary, write.target);
      done.push(write);
      faultPoint('accept-between-files');
    }
  } catch (error) {
    await putAllBack(done);
    throw error;
  }
}

/** Between the plan and the write somebody else may have saved the file, or put a link in the place of its folder. */
async function assertAsPlanned({ path: file, target, before }: PlannedWrite): Promise<void> {
  const folder = path.dirname(target);
  const now = await readFile(target).catch(absent);
  const isSame = now === undefined || before === undefined ? now === before : now.equals(before);
  if (!isSame || (await realpath(folder)) !== folder) throw new FileChangedMeanwhile(file);
}

async function putAllBack(done: readonly Staged[]): Promise<void> {
  try {
    for (const write of done) await putBack(write);
  } catch (error) {
    throw new NotPutBack(error);
  }
}

async function putBack(write: Staged): Promise<void> {
  await rm(write.target, { force: true });
  if (write.before === undefined) return;
  const file = await open(write.target, 'wx', write.owned?.mode);
  await file.writeFile(write.before);
  if (write.owned) await give(file, write.owned);
  await file.close();
}

function absent(error: unknown): undefined {
  if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
  throw error;
}
