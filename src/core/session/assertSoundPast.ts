import { ExplainedError } from '../errors';
import { isRestorable } from '../guards/isRestorable';
import type { SessionEvent } from './events';

/** Passes a journal whose revisions edit only what proposals may edit; throws an `ExplainedError` for any other. */
export function assertSoundPast(past: readonly SessionEvent[]): void {
  const paths = past.flatMap((event) =>
    event.kind === 'patch' ? event.revision.files.map(({ path }) => path) : [],
  );
  const wrong = paths.find((path) => !isRestorable(path));
  if (wrong === undefined) return;
  throw new ExplainedError(
    `The journal of the session names ${JSON.stringify(wrong)}, which no repair may edit, so somebody changed it; nothing of it was used. Begin anew, without --continue.`,
    'configuration',
  );
}
