import { createModelProposer } from '../actions/modelProposer';
import { createMutationProposer } from '../actions/mutationProposer';
import type { Turn } from '../actions/proposer';
import { isFixedVerdict } from '../selection/judge';
import type { Bench, SolvePorts } from './bench';
import { abortedEnding, outcomeOf, stuckEnding, type Ending, type Session } from './ending';
import type { SessionEvent } from './events';
import { History } from './history';
import { Meter } from './meter';
import { nextTurn } from './nextTurn';
import type { Outcome } from './outcome';
import { setUp } from './setUp';
import type { Task } from './task';
import { testProposal } from './testProposal';

/**
 * Solves a task: baseline, then turns of propose, test and feed back until all is green or a limit is met. Each event
 * is journalled before it is yielded; the last holds the outcome, also when the signal aborts. Throws an
 * `ExplainedError` when the model or the tests can't be used at all.
 */
export async function* solve(
  task: Task,
  ports: SolvePorts,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Outcome> {
  let outcome: Outcome | undefined;
  for await (const event of run(task, ports, signal)) {
    await ports.journal.append(event);
    if (event.kind === 'outcome') outcome = event.outcome;
    yield event;
  }
  if (outcome === undefined) throw new Error('A session ended without an outcome');
  return outcome;
}

async function* run(
  task: Task,
  ports: SolvePorts,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent> {
  const session: Session = { task, ports, meter: new Meter(ports.clock), history: new History() };
  yield {
    kind: 'session',
    task,
    model: ports.model?.name ?? 'built-in',
    runner: ports.runner.name,
  };
  const ending = yield* untilAborted(session, signal);
  yield { kind: 'outcome', outcome: await outcomeOf(session, ending) };
}

async function* untilAborted(
  session: Session,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Ending> {
  try {
    const tree = await session.ports.workspace.openTree(signal);
    try {
      const ready = yield* setUp(session, tree, signal);
      return 'kind' in ready ? ready : yield* repair(ready, session.history, signal);
    } finally {
      await tree.dispose();
    }
  } catch (error) {
    if (signal.aborted) return abortedEnding(signal);
    throw error;
  }
}

async function* repair(
  bench: Bench,
  history: History,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Ending> {
  const { model } = bench.ports;
  const proposer = model
    ? createModelProposer({ bench, model, baseline: history.baseline })
    : createMutationProposer(bench);
  let turn: Turn = { parent: history.baseline, continues: false };
  for (let iteration = 1, turnsLeft = proposer.maxTurns; ; iteration++) {
    const action = proposer.nextAction(turn);
    yield { kind: 'action', action, iteration, parent: turn.parent.number };
    const proposal = yield* proposer.propose(turn, signal);
    if (proposal.kind === 'ended') return { kind: proposal.why, message: proposal.message };
    if (proposal.kind === 'conflict') return { kind: 'conflict', message: proposal.reason };
    const result = yield* testProposal({ bench, history }, proposal, signal);
    if ('verdict' in result && isFixedVerdict(result.verdict)) return { kind: 'fixed' };
    const next = yield* nextTurn({ bench, history, last: turn, result }, signal);
    if (next === 'stop') return { kind: 'user' };
    turnsLeft = next.isAskedFor ? Math.max(turnsLeft, 2) - 1 : turnsLeft - 1;
    if (turnsLeft === 0) return stuckEnding(next.turn.refusal);
    turn = next.turn;
  }
}
