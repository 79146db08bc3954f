import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

import { ExplainedError } from '../../core/errors';
import type { SessionEvent } from '../../core/session/events';
import type { Journal } from '../../core/session/journal';
import { eventOfLine, hasSum, journalLine } from './journalLine';

/** A journal that is being written; whoever opened it closes it. */
export interface OpenJournal extends Journal {
  /** Resolves when every event appended so far is written and the file is closed. */
  close(): Promise<void>;
}

/** What can be relied on in a journal. */
export interface JournalContent {
  /** In order, up to the first line that is damaged. */
  readonly events: readonly SessionEvent[];
  /** Bytes of the lines of these events. */
  readonly soundBytes: number;
  /** Whether more is lost than a last line that was being written. */
  readonly isDamaged: boolean;
}

/** Source code and prompts are nobody else's business. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** What was paid for or decided outlives a power cut; progress may be lost. */
const DECISIONS: ReadonlySet<SessionEvent['kind']> = new Set<SessionEvent['kind']>([
  'session',
  'baseline',
  'reply',
  'patch',
  'eval',
  'human',
  'select',
  'outcome',
]);

/**
 * Opens a journal for appending, one event per line in the order of the calls; makes the file and its folder if
 * needed. What can't be relied on is cut off first: a line that a crash tore, and all from a damaged line on.
 */
export async function openJournal(file: string): Promise<OpenJournal> {
  await mkdir(dirname(file), { recursive: true, mode: FOLDER_MODE });
  const handle = await open(file, 'a+', FILE_MODE);
  const text = await handle.readFile();
  const { soundBytes } = contentOf(text);
  if (text.length > soundBytes) await handle.truncate(soundBytes);
  if (text.length === 0) await syncFolder(dirname(file));
  let written: Promise<void> = Promise.resolve();
  return {
    append(event) {
      // A write that failed is told to its caller, and must not keep the next one from being tried.
      written = written.catch(() => undefined).then(() => write(handle, event));
      return written;
    },
    async close() {
      await written.catch(() => undefined);
      await handle.close();
    },
  };
}

async function write(handle: FileHandle, event: SessionEvent): Promise<void> {
  await handle.appendFile(`${journalLine(event)}\n`);
  if (DECISIONS.has(event.kind)) await handle.datasync();
}

/** A new file's name is on disk only when its folder is; not every system can write that. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // The journal is as good as the system allows.
  }
}

/** The events of a journal in order, up to the first damaged line. Throws when there is no such file. */
export async function readJournal(file: string): Promise<readonly SessionEvent[]> {
  return (await readJournalContent(file)).events;
}

/** What can be relied on in a journal. Throws when there is no such file. */
export async function readJournalContent(file: string): Promise<JournalContent> {
  return contentOf(await bytesOf(file));
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new ExplainedError(
      `The journal ${file} can't be read; name the file of a session that exists.`,
      'configuration',
      error,
    );
  }
}

const LINE_END = 0x0a;

function contentOf(bytes: Buffer): JournalContent {
  const events: SessionEvent[] = [];
  let soundBytes = 0;
  let isSummed = false;
  for (;;) {
    const end = bytes.indexOf(LINE_END, soundBytes);
    // A line without an end was being written.
    if (end < 0) return { events, soundBytes, isDamaged: false };
    const line = bytes.toString('utf8', soundBytes, end);
    const event = isSummed && !hasSum(line) ? undefined : eventOfLine(line);
    isSummed ||= hasSum(line);
    if (event === undefined) return { events, soundBytes, isDamaged: true };
    events.push(event);
    soundBytes = end + 1;
  }
}
