import type { SessionView } from './repairSession';

/** What the next request is told: why the tests fail, where to look, and of which failures. */
export interface Stages {
  readonly diagnosis?: string;
  /** Empty: located by the engine. */
  readonly locations: readonly string[];
  /** Ids; empty: all that fail. */
  readonly tests: readonly string[];
}

/** The stages as they are set, by what the developer said last or the session itself came to. */
export function stagesOf({ state, said = {} }: Pick<SessionView, 'state' | 'said'>): Stages {
  const diagnosis = said.diagnosis ?? state.diagnosis;
  return {
    ...(diagnosis !== undefined && diagnosis !== '' && { diagnosis }),
    locations: said.locations ?? state.locations,
    tests: said.tests ?? state.focus,
  };
}
