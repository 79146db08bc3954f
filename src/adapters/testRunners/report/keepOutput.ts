import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TestRunner } from '../../../core/ports';

/** More than this is left out, so that a flood can't fill the disk. In UTF-16 units. */
const MAX_LENGTH = 1024 * 1024 * 1024;

/** What waits for the disk is no more than this; what comes faster is left out. In bytes. */
const MAX_WAITING = 32 * 1024 * 1024;
/** A line without an end is kept in pieces. In UTF-16 units. */
const MAX_LINE_LENGTH = 64 * 1024;

/**
 * A runner whose output is kept whole in a file, readable by this user only: that of the last run, its lines as `hide` leaves
 * them. A file that can't be written is no reason to test nothing.
 */
export function keepOutput(
  runner: TestRunner,
  file: string,
  hide: (lines: string) => string,
): TestRunner {
  return {
    ...runner,
    async run(request, signal) {
      const kept = await openKept(file, hide);
      const onOutput = (text: string): void => {
        kept.add(text);
        request.onOutput?.(text);
      };
      try {
        return await runner.run({ ...request, onOutput }, signal);
      } finally {
        await kept.close();
      }
    },
  };
}

interface Kept {
  add(text: string): void;
  close(): Promise<void>;
}

async function openKept(file: string, hide: (lines: string) => string): Promise<Kept> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch(() => undefined);
  const stream = createWriteStream(file, { mode: 0o600 });
  // The stream closes by itself after an error, and takes nothing more.
  stream.on('error', () => undefined);
  let length = 0;
  let rest = '';
  const canTake = (): boolean => stream.writable && stream.writableLength < MAX_WAITING;
  const write = (lines: string): void => {
    length += lines.length;
    if (lines !== '' && length <= MAX_LENGTH && canTake()) stream.write(hide(lines));
  };
  return {
    add(text) {
      rest += text;
      const end = rest.length > MAX_LINE_LENGTH ? rest.length : rest.lastIndexOf('\n') + 1;
      write(rest.slice(0, end));
      rest = rest.slice(end);
    },
    async close() {
      write(rest);
      if (stream.closed) return;
      const closed = once(stream, 'close');
      stream.end();
      await closed;
    },
  };
}
