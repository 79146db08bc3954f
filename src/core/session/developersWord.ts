import type { DevelopersWord, ReviewerAnswer } from '../ports';
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
  const { kind: _, ...word } = answer;
  yield* noted(session, word);
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
  if (answer.kind === 'stop') return false;
  const { kind: _, ...word } = answer;
  yield* noted(session, word);
  return Object.keys(word).length > 0;
}

function ask({ ports, meter, state }: Session, signal: AbortSignal): Promise<ReviewerAnswer> {
  const last = state.turns.at(-1);
  const reached = last?.child ?? last?.parent ?? 0;
  return meter.timed('human', () => ports.reviewer.afterIteration(reached, signal));
}

function* noted(session: Session, word: DevelopersWord): Generator<SessionEvent> {
  const { from, ...said } = word;
  const known = from !== undefined && session.history.has(from) ? { from } : {};
  const words = { ...said, ...known };
  if (Object.keys(words).length > 0) yield { kind: 'human', ...words };
}
