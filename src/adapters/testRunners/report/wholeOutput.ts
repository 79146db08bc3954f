import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { OutputStream } from '../../processes/runProcess';

/** What a run printed, whole, on disk: memory holds only its two ends. */
export interface WholeOutput {
  add(text: string, stream: OutputStream): void;
  /** Everything that one stream got, at most 256 MB of it; nothing can be added any more. */
  read(stream: OutputStream): Promise<string>;
}

/** More than this is not read: no honest report is that long. In bytes; strings have an upper bound, too. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Keeps output in files of this folder. */
export function keepWholeOutput(folder: string): WholeOutput {
  const files = { stdout: join(folder, 'stdout'), stderr: join(folder, 'stderr') };
  const streams = {
    stdout: createWriteStream(files.stdout, { mode: 0o600 }),
    stderr: createWriteStream(files.stderr, { mode: 0o600 }),
  };
  return {
    add(text, stream) {
      streams[stream].write(text);
    },
    async read(stream) {
      await finished(streams[stream].end());
      const file = await open(files[stream]);
      try {
        const { size } = await file.stat();
        const buffer = Buffer.alloc(Math.min(size, MAX_BYTES));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
        return buffer.toString('utf8', 0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}
