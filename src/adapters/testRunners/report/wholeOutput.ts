import { closeSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputStream } from '../../processes/runProcess';

/** What a run printed, on disk: memory holds only its two ends. */
export interface WholeOutput {
  add(text: string, stream: OutputStream): void;
  /** Everything that one stream got, at most 128 MB of it; nothing can be added to it any more. */
  read(stream: OutputStream): Promise<string>;
}

/** More than this is not kept: no honest report is that long. In bytes. */
const MAX_BYTES = 128 * 1024 * 1024;

/** Keeps output in files of this folder. */
export function keepWholeOutput(folder: string): WholeOutput {
  const files = { stdout: join(folder, 'stdout'), stderr: join(folder, 'stderr') };
  const kept = { stdout: keepIn(files.stdout), stderr: keepIn(files.stderr) };
  return {
    add(text, stream) {
      kept[stream].add(text);
    },
    async read(stream) {
      kept[stream].close();
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

/** Written at once, because what waits for a slow disk would pile up in memory. */
function keepIn(path: string): { add(text: string): void; close(): void } {
  const file = openSync(path, 'w', 0o600);
  let bytes = 0;
  return {
    add(text) {
      if (bytes >= MAX_BYTES) return;
      try {
        bytes += writeSync(file, text);
      } catch {
        // On a full disk the report breaks off, which is told as such.
        bytes = MAX_BYTES;
      }
    },
    close() {
      closeSync(file);
    },
  };
}
