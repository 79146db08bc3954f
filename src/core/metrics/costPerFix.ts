import type { Outcome } from '../session/outcome';
import type { SessionEvent } from '../session/events';
import { ratio, type Measured } from './measured';

/** What one fix costs on average; times in milliseconds. */
export interface CostPerFix {
  /** Input and output tokens together. */
  readonly tokens: Measured;
  readonly requests: Measured;
  readonly wallMs: Measured;
  readonly testMs: Measured;
}

/**
 * The cost of all sessions, failed ones included, divided by the number of those that ended `fixed`; undefined as a value
 * when none did. Sessions that have no outcome, because they were cut off, are left out.
 */
export function costPerFix(sessions: readonly (readonly SessionEvent[])[]): CostPerFix {
  const outcomes = sessions.flatMap((events) =>
    events.flatMap((event) => (event.kind === 'outcome' ? event.outcome : [])),
  );
  const fixes = outcomes.filter(({ kind }) => kind === 'fixed').length;
  const perFix = (costOf: (outcome: Outcome) => number): Measured =>
    ratio(
      outcomes.reduce((total, outcome) => total + costOf(outcome), 0),
      fixes,
    );
  return {
    tokens: perFix(({ usage }) => usage.inputTokens + usage.outputTokens),
    requests: perFix(({ usage }) => usage.requests),
    wallMs: perFix(({ time }) => time.totalMs),
    testMs: perFix(({ time }) => time.testMs),
  };
}
