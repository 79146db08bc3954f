import type { Workspace } from '../core/ports';
import type { SessionEvent } from '../core/session/events';
import { emptySession, nextSession, type SessionState } from '../core/session/sessionState';
import { testEditsOf, type TestEdits } from './testEdits';

interface Following {
  readonly workspace: Pick<Workspace, 'read'>;
  /** Called with each event; with the outcome come the edits of tests. */
  readonly show: (event: SessionEvent, testEdits?: TestEdits) => void;
}

/** Shows a session's events as they come; resolves with its last state and with all its events. */
export async function followSession(
  session: AsyncIterable<SessionEvent>,
  { workspace, show }: Following,
): Promise<{ readonly state: SessionState; readonly events: readonly SessionEvent[] }> {
  let state = emptySession;
  const events: SessionEvent[] = [];
  for await (const event of session) {
    state = nextSession(state, event);
    events.push(event);
    if (event.kind === 'outcome') {
      show(event, await testEditsOf(state, (path) => workspace.read(path)));
    } else show(event);
  }
  return { state, events };
}
