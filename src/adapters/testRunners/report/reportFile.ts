import { randomBytes } from 'node:crypto';
import { open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { makeOwnTemporary } from '../../processes/ownTemporary';
import type { ProcessSign } from '../../processes/watchProcess';
import { readRunnerEvent } from './readRunnerEvent';
import { createUnsealer } from './reportSeal';
import type { RunnerEvent } from './runnerEvents';

/** A fresh folder for one run's report; whoever opened it disposes of it. */
export interface ReportFile {
  /** Absolute path of the private folder, and of the file in it that the reporter writes to. */
  readonly folder: string;
  readonly path: string;
  /** Absolute path of the key that lines are sealed with; the reporter removes the file when it has read it. */
  readonly keyFile: string;
  /** The events read so far, in their order. */
  readonly events: readonly RunnerEvent[];
  /** Reads what was written since the last call. */
  read(): Promise<ProcessSign>;
  dispose(): Promise<void>;
}

/** As long as the seals. */
const KEY_BYTES = 32;
/** More than this is not read: no honest report is that long. In bytes. */
const MAX_REPORT_BYTES = 256 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/** Makes the folder, readable by this user only, below the system's folder for temporary files. */
export async function openReportFile(): Promise<ReportFile> {
  const folder = await makeOwnTemporary('run');
  const path = join(folder, 'report.jsonl');
  const file = await open(path, 'a+', 0o600);
  const keyFile = join(folder, 'key');
  const key = randomBytes(KEY_BYTES).toString('hex');
  await writeFile(keyFile, key, { mode: 0o600 });
  const events: RunnerEvent[] = [];
  const readLines = lineReader(file);
  const unseal = createUnsealer(key);
  const readMore = async (): Promise<ProcessSign> => {
    const lines = await readLines();
    for (const line of lines) {
      const text = unseal(line);
      const event = text === undefined ? undefined : readRunnerEvent(text);
      if (event !== undefined) events.push(event);
    }
    if (events.at(-1)?.event === 'end') return 'complete';
    return lines.length > 0 ? 'active' : 'quiet';
  };
  let turn: Promise<ProcessSign> = Promise.resolve('quiet');
  return {
    folder,
    path,
    keyFile,
    events,
    read() {
      turn = turn.then(readMore);
      return turn;
    },
    async dispose() {
      await file.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function lineReader(file: FileHandle): () => Promise<readonly string[]> {
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let position = 0;
  let rest = '';
  return async () => {
    const lines: string[] = [];
    while (position < MAX_REPORT_BYTES) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const parts = (rest + decoder.write(buffer.subarray(0, bytesRead))).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
    }
    return lines;
  };
}
