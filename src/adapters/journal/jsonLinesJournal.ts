import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { ExplainedError } from '../../core/errors';
import type { SessionEvent } from '../../core/session/events';
import type { Journal } from '../../core/session/journal';

/** A journal that is being written; whoever opened it closes it. */
export interface OpenJournal extends Journal {
  /** Resolves when every event appended so far is written and the file is closed. */
  close(): Promise<void>;
}

/** Source code and prompts are nobody else's business. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * Opens a journal for appending, one event per line in the order of the calls; makes the file and its folder if
 * needed. A line that a crash tore is ended first, so that later events stay readable.
 */
export async function openJournal(file: string): Promise<OpenJournal> {
  await mkdir(dirname(file), { recursive: true, mode: FOLDER_MODE });
  const handle = await open(file, 'a+', FILE_MODE);
  const { size } = await handle.stat();
  if (size > 0) {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    if (buffer.toString() !== '\n') await handle.appendFile('\n');
  }
  let written: Promise<void> = Promise.resolve();
  return {
    append(event) {
      const line = `${JSON.stringify(event)}\n`;
      // A write that failed is told to its caller, and must not keep the next one from being tried.
      written = written.catch(() => undefined).then(() => handle.appendFile(line));
      return written;
    },
    async close() {
      await written.catch(() => undefined);
      await handle.close();
    },
  };
}

/** The events of a journal in order; lines that a crash tore are left out. Throws when there is no such file. */
export async function readJournal(file: string): Promise<readonly SessionEvent[]> {
  const lines = (await textOf(file)).split('\n');
  return lines.map(parseEvent).filter((event) => event !== undefined);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ExplainedError(
      `The journal ${file} can't be read; name the file of a session that exists.`,
      'configuration',
      error,
    );
  }
}

function parseEvent(line: string): SessionEvent | undefined {
  try {
    const event: unknown = JSON.parse(line);
    return isEvent(event) ? event : undefined;
  } catch {
    return undefined;
  }
}

/** Only `openJournal` writes journals, so an object with a kind is an event. */
function isEvent(value: unknown): value is SessionEvent {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
  );
}
