import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PathOutsideWorkspace } from '../workspace/containedPath';
import { isErrorCode } from '../workspace/errorCode';
import { resolveInside } from '../workspace/resolveInside';
import {
  unfinishedChanges,
  type FileChange,
  type RecordPlace,
  type UnfinishedChange,
} from './changeRecord';

/** What became of a change that was cut off. */
export interface RecoveredChange {
  /**
   * `finished`: every file is as it was accepted; `taken-back`: every file is as it was before; `left`: files were
   * changed by somebody else meanwhile or can't be written, so nothing was touched and copies were kept.
   */
  readonly kind: 'finished' | 'taken-back' | 'left';
  readonly paths: readonly string[];
  /** Absolute path of the folder with the files as they were and as they were accepted; only when `left`. */
  readonly copies?: string;
}

/** Enough to go back to, few enough to take no space. */
const MAX_KEPT_COPIES = 10;
const COPIES_FOLDER = 'copies';
/** As `put` and `applyToFolder` name what they rename into place. */
const TEMPORARY = /^\.fixpoint-[0-9a-f-]{36}\.tmp$/;

/** Makes each change of a folder that was cut off whole, one way or the other, and says what became of it. */
export async function recoverChanges(place: RecordPlace): Promise<readonly RecoveredChange[]> {
  const recovered: RecoveredChange[] = [];
  for (const change of await unfinishedChanges(place)) {
    if (!(await leadsNowhereElse(place.root, change))) {
      await change.done();
      continue;
    }
    await removeTemporaries(place.root, change);
    recovered.push(await recover(place, change));
    await change.done();
  }
  return recovered;
}

async function recover(place: RecordPlace, change: UnfinishedChange): Promise<RecoveredChange> {
  const { changes } = change;
  const paths = changes.map(({ path }) => path);
  const states = await Promise.all(changes.map((each) => stateOf(place.root, each)));
  if (states.every((state) => state === 'before')) return { kind: 'taken-back', paths };
  if (states.every((state) => state === 'after')) return { kind: 'finished', paths };
  if (!states.includes('other')) {
    if (await writeAll(place.root, changes, 'after')) return { kind: 'finished', paths };
    if (await writeAll(place.root, changes, 'before')) return { kind: 'taken-back', paths };
  }
  return { kind: 'left', paths, copies: await keepCopies(place, change) };
}

/** A record that names a path outside of the folder is not ours. */
async function leadsNowhereElse(root: string, { changes }: UnfinishedChange): Promise<boolean> {
  try {
    await Promise.all(changes.map(({ path }) => resolveInside(root, path)));
    return true;
  } catch (error) {
    if (error instanceof PathOutsideWorkspace) return false;
    throw error;
  }
}

/** Whoever was killed while writing has left its unfinished files beside the real ones. */
async function removeTemporaries(root: string, { changes }: UnfinishedChange): Promise<void> {
  for (const { path } of changes) {
    const folder = dirname(await resolveInside(root, path));
    const names = await readdir(folder).catch(() => []);
    for (const name of names) if (TEMPORARY.test(name)) await rm(join(folder, name));
  }
}

/** How a file is now; what was written in part counts as `torn`, and may be written anew. */
async function stateOf(
  root: string,
  change: FileChange,
): Promise<'before' | 'after' | 'torn' | 'other'> {
  const now = await readFile(await resolveInside(root, change.path)).catch(noFile);
  if (isSame(now, change.after)) return 'after';
  if (isSame(now, change.before)) return 'before';
  const isTorn = now !== null && change.after?.subarray(0, now.length).equals(now);
  return isTorn === true ? 'torn' : 'other';
}

function isSame(one: Buffer | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}

async function writeAll(
  root: string,
  changes: readonly FileChange[],
  side: 'before' | 'after',
): Promise<boolean> {
  try {
    for (const change of changes) await put(await resolveInside(root, change.path), change[side]);
    return true;
  } catch {
    // Whatever the disk refuses, the other direction or the copies are left.
    return false;
  }
}

/** Renamed into place, so that a crash leaves a whole file; the mode stays. */
async function put(target: string, bytes: Buffer | null): Promise<void> {
  if (bytes === null) return rm(target, { force: true });
  const now = await readFile(target).catch(noFile);
  if (isSame(now, bytes)) return;
  await mkdir(dirname(target), { recursive: true });
  const temporary = join(dirname(target), `.fixpoint-${randomUUID()}.tmp`);
  try {
    await writeNew(temporary, bytes);
    if (now !== null) await chmod(temporary, (await stat(target)).mode);
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeNew(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function keepCopies(
  { records }: RecordPlace,
  { id, changes }: UnfinishedChange,
): Promise<string> {
  const all = join(records, COPIES_FOLDER);
  const copies = join(all, id);
  for (const { path, before, after } of changes) {
    for (const [side, bytes] of Object.entries({ before, after })) {
      if (bytes === null) continue;
      const copy = join(copies, side, path);
      await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
      await rm(copy, { force: true });
      await writeNew(copy, bytes);
    }
  }
  const old = (await readdir(all)).sort().slice(0, -MAX_KEPT_COPIES);
  for (const name of old) await rm(join(all, name), { recursive: true, force: true });
  return copies;
}

function noFile(error: unknown): null {
  if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return null;
  throw error;
}
