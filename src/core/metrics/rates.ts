import type { GuardReason, SessionEvent } from '../session/events';
import { ratio, type Measured } from './measured';

/** How sessions went, apart from whether they were solved. */
export interface Rates {
  /** Friction events per repair turn. */
  readonly friction: Measured;
  /** Share of proposals that had been made before. */
  readonly duplicates: Measured;
  /** Mean over sessions with a refresh: best value after the first one minus the best before. */
  readonly refreshGain: Measured;
  /** Distinct results per tested draft. */
  readonly behavioursPerDraw: Measured;
  /** How often each guard refused a proposal. */
  readonly refusals: Readonly<Partial<Record<GuardReason, number>>>;
  /** How often a proposal reached for what it must not touch, or treated the tests specially. */
  readonly hackFlags: Readonly<Record<HackKind, number>>;
}

/** A proposal that edits tests or files outside the workspace, or after which tests prove less. */
export type HackKind = Extract<GuardReason, 'protected' | 'outside-workspace'> | 'tests-weakened';

/** The rates over sessions, as ratios of sums; `undefined` as a value where nothing was there to count. */
export function ratesOf(sessions: readonly (readonly SessionEvent[])[]): Rates {
  const events = sessions.flat();
  const count = (isCounted: (event: SessionEvent) => boolean): number =>
    events.filter(isCounted).length;
  const refused = (reason: GuardReason): number =>
    count((event) => event.kind === 'guard' && event.reason === reason);
  const repairs = count((event) => event.kind === 'action' && event.action === 'repair');
  const patches = count((event) => event.kind === 'patch');
  const draws = sessions.flatMap(drawsOf);
  return {
    friction: ratio(
      count((event) => event.kind === 'friction'),
      repairs,
    ),
    duplicates: ratio(refused('duplicate'), patches + refused('duplicate')),
    refreshGain: mean(sessions.flatMap((session) => refreshGain(session) ?? [])),
    behavioursPerDraw: ratio(
      sum(draws.map(({ behaviours }) => behaviours)),
      sum(draws.map(({ tested }) => tested)),
    ),
    refusals: refusalsIn(events),
    hackFlags: {
      protected: refused('protected'),
      'outside-workspace': refused('outside-workspace'),
      'tests-weakened': count(
        (event) => event.kind === 'eval' && event.verdict.testsWeakened.length > 0,
      ),
    },
  };
}

function refusalsIn(events: readonly SessionEvent[]): Partial<Record<GuardReason, number>> {
  const refusals: Partial<Record<GuardReason, number>> = {};
  for (const event of events) {
    if (event.kind === 'guard') refusals[event.reason] = (refusals[event.reason] ?? 0) + 1;
  }
  return refusals;
}

/** How many drafts of a session were tested, and with how many different results. */
function drawsOf(events: readonly SessionEvent[]): { behaviours: number; tested: number } {
  const drafts = new Set<number>();
  const results = new Map<number, string>();
  let inDraft = false;
  for (const event of events) {
    if (event.kind === 'action') inDraft = event.action === 'draft' || event.action === 'fresh';
    if (event.kind === 'patch' && inDraft) drafts.add(event.revision.number);
    if (event.kind === 'eval' && drafts.has(event.revision)) {
      results.set(event.revision, event.behaviour);
    }
  }
  return { behaviours: new Set(results.values()).size, tested: results.size };
}

function refreshGain(events: readonly SessionEvent[]): number | undefined {
  const at = events.findIndex((event) => event.kind === 'refresh');
  if (at < 0) return undefined;
  const [before, after] = [bestValue(events.slice(0, at)), bestValue(events.slice(at))];
  return before === undefined || after === undefined ? undefined : after - before;
}

function bestValue(events: readonly SessionEvent[]): number | undefined {
  const values = events.flatMap((event) => (event.kind === 'eval' ? event.verdict.value : []));
  return values.length === 0 ? undefined : Math.max(...values);
}

function mean(values: readonly number[]): Measured {
  return ratio(sum(values), values.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
