import type { Alternative } from '../actions/proposer';
import { revisionKey } from '../revisions/patchKey';
import { nodeOf } from '../search/tree';
import { isGreenVerdict } from '../selection/judge';
import type { Bench } from './bench';
import { layered } from './candidate';
import type { Session } from './ending';
import type { SessionEvent } from './events';
import { testProposal } from './testProposal';

/** A session, and what a companion of its model found. */
export interface Found {
  readonly bench: Bench;
  readonly session: Session;
  readonly found: readonly Alternative[] | undefined;
}

/** Tests what was found, where the model's revisions left something red, until all is green. */
export async function* tryFound(
  { bench, session, found = [] }: Found,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent> {
  const { history, ports } = session;
  const base = history.at(0);
  for (const change of found) {
    if (isSolved(session)) return;
    const { texts } = await layered(base, change.texts, ports.workspace);
    if (history.numberOf(revisionKey(texts, new Map())) !== undefined) continue;
    yield asideAction(session, base.number);
    yield* testProposal({ bench, history }, { kind: 'change', base, ...change }, signal);
  }
}

/** Whether a revision is green. */
export function isSolved({ state }: Pick<Session, 'state'>): boolean {
  return state.nodes.some(({ number, verdict }) => number > 0 && isGreenVerdict(verdict));
}

/** Begins a revision that is made besides, from this parent. */
export function asideAction(
  { state }: Pick<Session, 'state'>,
  parent: number,
): Extract<SessionEvent, { kind: 'action' }> {
  const failure = nodeOf(state, parent)?.failure ?? 'none';
  const iteration = state.turns.length + 1;
  return { kind: 'action', action: 'mutate', aside: true, iteration, parent, failure };
}
