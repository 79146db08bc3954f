import { once } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

/** No honest answer is longer. In UTF-16 units. */
const MAX_LINE_LENGTH = 64 * 1024 * 1024;

/**
 * Calls `onValue` with each line that is JSON; others are skipped. Resolves when the stream ends; rejects when it breaks or a
 * line has no end.
 */
export async function readJsonLines(
  stream: Readable,
  onValue: (value: unknown) => void,
): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_LENGTH) stream.destroy(new Error('A line has no end.'));
    for (const line of lines) {
      const value = parsed(line);
      if (value !== undefined) onValue(value);
    }
  });
  await once(stream, 'close');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
