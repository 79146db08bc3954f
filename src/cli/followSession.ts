import type { Workspace } from '../core/ports';
import type { SessionEvent } from '../core/session/events';
import { emptySession, nextSession, type SessionState } from '../core/session/sessionState';
import { testEditsOf, type TestEdits } from './testEdits';

interface Following {
  /** Events of the same session before it was cut off. */
  readonly past: readonly SessionEvent[];
  readonly workspace: Pick<Workspace, 'read'>;
  /** Called with each new event; with the outcome come the edits of tests. */
  readonly show: (event: SessionEvent, testEdits?: TestEdits) => void;
}

/** Shows a session's events as they come; resolves with its last state, and with all its events, past ones included. */
export async function followSession(
  events: AsyncIterable<SessionEvent>,
  { past, workspace, show }: Following,
): Promise<{ readonly state: SessionState; readonly all: readonly SessionEvent[] }> {
  let state = past.reduce(nextSession, emptySession);
  const all = [...past];
  for await (const event of events) {
    state = nextSession(state, event);
    all.push(event);
    if (event.kind === 'outcome') {
      show(event, await testEditsOf(state, (path) => workspace.read(path)));
    } else show(event);
  }
  return { state, all };
}
