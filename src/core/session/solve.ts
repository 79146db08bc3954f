import { Companion } from '../actions/companion';
import { createModelProposer } from '../actions/modelProposer';
import { createMutationProposer } from '../actions/mutationProposer';
import { emptySearch, nextSearch } from '../search/searchState';
import type { Bench, SolvePorts } from './bench';
import { canaryAdvice } from './canary';
import { afterTurn, lastQuestion } from './developersWord';
import { abortedEnding, outcomeOf, type Ending, type Session } from './ending';
import type { SessionEvent } from './events';
import { finish } from './finish';
import { assertSoundPast } from './assertSoundPast';
import { hideSecrets } from './hideSecrets';
import { History } from './history';
import { Meter } from './meter';
import type { Outcome } from './outcome';
import type { TurnMove } from '../policy/move';
import { nextMove } from '../policy/nextMove';
import { portsThatRemember, splitPast, type Past } from './resume';
import { setUp } from './setUp';
import { isEnding, takeTurn, type Turning } from './takeTurn';
import type { Task } from './task';
import { isSolved, tryFound } from './tryFound';

/**
 * Solves a task: baseline, then turns of propose, test and feed back until all is green or a limit is met, then the
 * choice among what was found. Each event is journalled before it is yielded; the last holds the outcome, also when the
 * signal aborts. What the journal holds already, of a session that was cut off, is yielded first and gone on from;
 * nothing in it is asked or written again. Throws an `ExplainedError` when the model or the tests can't be used at all.
 */
export async function* solve(
  task: Task,
  given: SolvePorts,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Outcome> {
  assertSoundPast(given.journal.past ?? []);
  const ports = await hideSecrets(given);
  const { past = [] } = ports.journal;
  const { complete, open } = splitPast(past);
  const session = openSession(task, portsThatRemember(ports, open), complete);
  yield* past;
  let repeated = open.length;
  let outcome: Outcome | undefined;
  for await (const event of run(session, { complete, open }, signal)) {
    session.state = nextSearch(session.state, event);
    if (repeated-- > 0) continue;
    await ports.journal.append(event);
    if (event.kind === 'outcome') outcome = event.outcome;
    yield event;
  }
  if (outcome === undefined) throw new Error('A session ended without an outcome');
  return outcome;
}

function openSession(task: Task, ports: SolvePorts, complete: Past['complete']): Session {
  const meter = new Meter(ports.clock);
  const state = complete.reduce(nextSearch, emptySearch);
  return { task, ports, meter, history: new History(), state };
}

async function* run(
  session: Session,
  past: Past,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent> {
  const { task, ports } = session;
  const { name: model = 'built-in' } = ports.model ?? {};
  const feedback = ports.feedbackModel && { feedbackModel: ports.feedbackModel.name };
  if (past.complete.length === 0)
    yield { kind: 'session', task, model, ...feedback, runner: ports.runner.name };
  const ending = yield* untilAborted(session, past, signal);
  yield { kind: 'outcome', outcome: await outcomeOf(session, ending) };
}

async function* untilAborted(
  session: Session,
  past: Past,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Ending> {
  try {
    const tree = await session.ports.workspace.openTree(signal);
    try {
      const ready = yield* setUp(session, { tree, past }, signal);
      if ('kind' in ready) return ready;
      session.ending = yield* search(ready, session, signal);
      const advice = await canaryAdvice(ready, session, signal);
      if (advice !== undefined) session.ending = { ...session.ending, advice };
      yield* finish(ready, session, signal);
      return session.ending;
    } finally {
      await tree.dispose();
    }
  } catch (error) {
    if (signal.aborted) return session.ending ?? abortedEnding(signal);
    throw error;
  }
}

async function* search(
  bench: Bench,
  session: Session,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Ending> {
  const { history, ports } = session;
  const { model } = ports;
  if (model === undefined) {
    return yield* searchBy({ bench, session, propose: createMutationProposer(bench) }, signal);
  }
  // Where only a check of our own decides, drafts have to agree on more than that it passes.
  if (bench.standard.unproven === true) {
    const propose = createModelProposer({ bench, model, history });
    return yield* searchBy({ bench, session, propose }, signal);
  }
  const origin = { bench, parent: history.at(0), state: () => session.state };
  const companion = new Companion(origin, signal);
  try {
    const propose = createModelProposer({ bench, model: companion.accompany(model), history });
    return yield* searchBy({ bench, session, propose, companion }, signal);
  } finally {
    await companion.dispose();
  }
}

interface Accompanied extends Turning {
  readonly companion?: Companion;
}

async function* searchBy(
  turning: Accompanied,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Ending> {
  const { bench, session } = turning;
  const { model } = session.ports;
  const context = { task: session.task, plan: bench.plan, ...(model && { model }) };
  for (;;) {
    const move = nextMove(session.state, context);
    if (move.kind === 'end') {
      if (yield* lastQuestion(session, move, signal)) continue;
      return move.ending;
    }
    const ending = yield* turnWith(turning, move, signal);
    if (ending !== undefined) return ending;
    const isOver = nextMove(session.state, context).kind === 'end';
    if (!isOver && (yield* afterTurn(session, signal)) === 'stop') return { kind: 'user' };
  }
}

/** A turn, and then what the companion found; an ending when the session can't go on after them. */
async function* turnWith(
  turning: Accompanied,
  move: TurnMove,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Ending | undefined> {
  const { bench, session, companion } = turning;
  const result = yield* takeTurn(turning, move, signal);
  const ending = isEnding(result) ? result : undefined;
  if (ending?.kind === 'conflict') return ending;
  yield* tryFound({ bench, session, found: companion?.take() }, signal);
  return isSolved(session) ? undefined : ending;
}
