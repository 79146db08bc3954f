import { createHash } from 'node:crypto';

/** A short name for a text, equal for equal texts; null, for an absent file, has one of its own. */
export function digestOf(text: string | null): string {
  return text === null ? 'absent' : createHash('sha1').update(text).digest('base64url');
}
