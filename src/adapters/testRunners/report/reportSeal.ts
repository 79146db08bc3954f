import { createHmac } from 'node:crypto';

const SEALED_LINE = /^([0-9a-f]{64}) (.*)$/s;

/**
 * Opens the sealed lines of one report, in their order: a line is a seal, a space and a text; the seal is the HMAC-SHA256
 * of the seal before it and the text. Gives the text, or undefined for a line that was not written by whoever has the key,
 * or that does not follow the last one opened.
 */
export function createUnsealer(key: string): (line: string) => string | undefined {
  let last = '';
  return (line) => {
    const [, seal, text] = SEALED_LINE.exec(line) ?? [];
    if (seal === undefined || text === undefined) return undefined;
    if (
      createHmac('sha256', key)
        .update(last + text)
        .digest('hex') !== seal
    )
      return undefined;
    last = seal;
    return text;
  };
}
