import type { SessionEvent } from './events';

/** Where a session's events are kept; a port beside the events, so that no other port depends on them. */
export interface Journal {
  /** Resolves when the event is kept. */
  append(event: SessionEvent): Promise<void>;
  /** What it holds already of a session that was cut off and is to be continued. */
  readonly past?: readonly SessionEvent[];
}
