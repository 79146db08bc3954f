import type { ReviewerAnswer } from '../ports';
import type { Session } from './ending';
import type { SessionEvent } from './events';
import type { EndMove } from '../policy/move';

/** Lets the developer speak after a turn; what they say is an event, and the next move follows it. */
export async function* afterTurn(
  session: Session,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, 'go on' | 'stop'> {
  const answer = await ask(session, signal);
  if (answer.kind === 'stop') {
    yield { kind: 'human', stop: true };
    return 'stop';
  }
  yield* noted(session, answer);
  return 'go on';
}

/** Puts the question of an end to the developer; true when they say something to go on with. */
export async function* lastQuestion(
  session: Session,
  { question }: EndMove,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, boolean> {
  if (question === undefined) return false;
  yield { kind: 'ask', question };
  const answer = await ask(session, signal);
  if (answer.kind === 'stop' || !saysSomething(answer)) return false;
  yield* noted(session, answer);
  return true;
}

type Continuing = Extract<ReviewerAnswer, { kind: 'continue' }>;

function ask({ ports, meter, state }: Session, signal: AbortSignal): Promise<ReviewerAnswer> {
  const last = state.turns.at(-1);
  const reached = last?.child ?? last?.parent ?? 0;
  return meter.timed('human', () => ports.reviewer.afterIteration(reached, signal));
}

function saysSomething({ hint, from }: Continuing): boolean {
  return hint !== undefined || from !== undefined;
}

function* noted(session: Session, answer: Continuing): Generator<SessionEvent> {
  const { kind: _, from, ...said } = answer;
  const known = from !== undefined && session.history.has(from) ? { from } : {};
  const words = { ...said, ...known };
  if (Object.keys(words).length > 0) yield { kind: 'human', ...words };
}
