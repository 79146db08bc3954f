import { createHash } from 'node:crypto';

import type { SessionEvent } from '../../core/session/events';

/** Hexadecimal digits of a line's SHA-256: enough to see damage, no protection against forgery. */
const SUM_LENGTH = 8;
const SUM = /,"sum":"([0-9a-f]{8})"\}$/;

/** An event as one line of a journal, without its end: JSON whose last member is a sum of what stands before it. */
export function journalLine(event: SessionEvent): string {
  const text = JSON.stringify(event).slice(0, -1);
  return `${text},"sum":"${sumOf(text)}"}`;
}

/** Whether a line ends with its sum; journals of older versions have none. */
export function hasSum(line: string): boolean {
  return SUM.test(line);
}

/** The event of a line, whose sum is checked where it has one; undefined when it is damaged. */
export function eventOfLine(line: string): SessionEvent | undefined {
  const sum = SUM.exec(line);
  const text = sum === null ? line : `${line.slice(0, sum.index)}}`;
  if (sum !== null && sum[1] !== sumOf(text.slice(0, -1))) return undefined;
  try {
    const event: unknown = JSON.parse(text);
    return isEvent(event) ? event : undefined;
  } catch {
    return undefined;
  }
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, SUM_LENGTH);
}

/** Only journals are read, so an object with a kind is an event. */
function isEvent(value: unknown): value is SessionEvent {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
  );
}
