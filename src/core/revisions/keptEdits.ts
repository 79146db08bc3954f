import type { ReplyEdit } from '../prompting/readReply';

/** The edits that were kept of a refused reply, those left out that the next reply sends again, then the reply's own. */
export function withKept(
  kept: readonly ReplyEdit[],
  edits: readonly ReplyEdit[],
): readonly ReplyEdit[] {
  const again = new Set(edits.map(keyOf));
  return [...kept.filter((edit) => !again.has(keyOf(edit))), ...edits];
}

/** Two edits of the same lines mean one change. */
function keyOf({ path, search }: ReplyEdit): string {
  return JSON.stringify([path, search]);
}
