import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isOfDeadProcess, thisProcess } from '../../adapters/ownerLock';
import { isRestorable } from '../../core/guards/isRestorable';
import { reviewKey, type ReviewSet } from '../review/reviewSet';
import type { KeptSession } from '../sessions/repairSession';
import { l10n } from './l10n';

/** What outlives a window: of sessions the newest first, of reviews the one changed last at the end. */
export interface Kept {
  readonly sessions: readonly KeptSession[];
  readonly reviews: readonly ReviewSet[];
}

/** Changes with the shape of what is kept; files of another version are left alone. */
const VERSION = 5;
/** Enough to go back to, few enough to be read at every start. */
const MAX_KEPT_SESSIONS = 5;
const SESSION_FILE = '.session.json';
const REVIEW_FILE = '.review.json';

/**
 * Reads what the windows have kept in a folder of what is at `root`; a file that can't be read, or holds what no proposal
 * was let do there, counts as absent.
 */
export async function readKept(folder: string, root: string): Promise<Kept> {
  const names = newestFirst(await namesIn(folder));
  const sessions = names.filter((name) => name.endsWith(SESSION_FILE)).slice(0, MAX_KEPT_SESSIONS);
  const reviews = names.filter((name) => name.endsWith(REVIEW_FILE));
  const reads = sessions.map((name) => readFileOf<SessionFile>(join(folder, name)));
  const found = (await Promise.all(reads)).filter((file) => file !== undefined);
  const sound = (await readReviews(folder, reviews)).filter(
    (review) => review.root === root && areRestorable(review.files),
  );
  const own = found.filter((file) => file.session.view.root === root && isSound(file));
  return { sessions: own.map(asLeft), reviews: sound };
}

/** Keeps a session as it is now; a running one is known to be this process's. */
export function keepSession(folder: string, session: KeptSession): void {
  const file: SessionFile = { version: VERSION, owner: thisProcess(), session };
  writeWhole(join(folder, session.view.id + SESSION_FILE), file);
}

/** Keeps a review as it is now. */
export function keepReview(folder: string, review: ReviewSet): void {
  const file: ReviewFile = { version: VERSION, review };
  writeWhole(join(folder, reviewKey(review).replace('/', '.') + REVIEW_FILE), file);
}

/** Removes a session, with its reviews. */
export function forgetSession(folder: string, id: string): void {
  rmSync(join(folder, id + SESSION_FILE), { force: true });
  forgetOldSessions(folder);
}

/** Removes all but the newest sessions, whichever window they are of, with their reviews. */
export function forgetOldSessions(folder: string): void {
  if (!existsSync(folder)) return;
  const names = newestFirst(readdirSync(folder));
  const sessions = names.filter((name) => name.endsWith(SESSION_FILE)).map(sessionIn);
  const kept = new Set(sessions.slice(0, MAX_KEPT_SESSIONS));
  const old = names.filter((name) => isKeptFile(name) && !kept.has(sessionIn(name)));
  for (const name of old) rmSync(join(folder, name), { force: true });
}

interface SessionFile {
  readonly version: typeof VERSION;
  readonly owner: ReturnType<typeof thisProcess>;
  readonly session: KeptSession;
}

interface ReviewFile {
  readonly version: typeof VERSION;
  readonly review: ReviewSet;
}

/** Whether what was kept can be written by an accept: nothing is believed that no proposal was let do. */
function isSound({ session: { texts } }: SessionFile): boolean {
  return texts.every(([, { proposed }]) => areRestorable(proposed.map(([path]) => ({ path }))));
}

function areRestorable(files: readonly { readonly path: string }[]): boolean {
  return files.every(({ path }) => isRestorable(path));
}

/** A session that was running when it was kept was cut off, unless its window is still there. */
function asLeft({ owner, session }: SessionFile): KeptSession {
  if (!session.view.running || isOfDeadProcess(owner)) return session;
  const problem = l10n.t('This repair runs in another window; here it is as it was a while ago.');
  return { ...session, view: { ...session.view, problem } };
}

async function readReviews(folder: string, names: readonly string[]): Promise<ReviewSet[]> {
  const read = async (name: string): Promise<{ review: ReviewSet; changedMs: number }[]> => {
    const path = join(folder, name);
    const file = await readFileOf<ReviewFile>(path);
    return file ? [{ review: file.review, changedMs: (await stat(path)).mtimeMs }] : [];
  };
  const found = (await Promise.all(names.map(read))).flat();
  return found.sort((a, b) => a.changedMs - b.changedMs).map(({ review }) => review);
}

async function readFileOf<T extends { readonly version: number }>(
  path: string,
): Promise<T | undefined> {
  try {
    const file = JSON.parse(await readFile(path, 'utf8')) as Partial<T>;
    return file.version === VERSION ? (file as T) : undefined;
  } catch (problem) {
    // Another window may have forgotten it a moment ago.
    if (isAbsent(problem) || problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (problem) {
    if (isAbsent(problem)) return [];
    throw problem;
  }
}

/** Renamed into place, so that a crash while writing leaves the last whole file. */
function writeWhole(path: string, file: SessionFile | ReviewFile): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${randomUUID().slice(0, 8)}.unfinished`;
  writeFileSync(unfinished, JSON.stringify(file), { mode: 0o600 });
  renameSync(unfinished, path);
}

/** Ids of sessions begin with the time, so their names sort by it. */
function newestFirst(names: readonly string[]): string[] {
  return [...names].sort().reverse();
}

function isKeptFile(name: string): boolean {
  return name.endsWith(SESSION_FILE) || name.endsWith(REVIEW_FILE);
}

/** The id of the session that a file is about; ids have no dots. */
function sessionIn(name: string): string {
  return name.slice(0, name.indexOf('.'));
}

function isAbsent(problem: unknown): boolean {
  return (problem as NodeJS.ErrnoException).code === 'ENOENT';
}
