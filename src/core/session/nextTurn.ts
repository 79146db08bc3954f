import type { Turn } from '../actions/proposer';
import type { Refusal } from '../revisions/applyReply';
import type { Bench } from './bench';
import type { Candidate } from './candidate';
import type { SessionEvent } from './events';
import type { History } from './history';

interface Finished {
  readonly bench: Bench;
  readonly history: History;
  readonly last: Turn;
  /** What the last turn made, or why nothing. */
  readonly result: Candidate | Refusal;
}

interface Next {
  readonly turn: Turn;
  /** Whether the developer asked for this turn, by a hint or by choosing where to go on. */
  readonly isAskedFor: boolean;
}

/** Asks the reviewer, then goes on from the revision they chose, else from the new one. */
export async function* nextTurn(
  { bench, history, last, result }: Finished,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Next | 'stop'> {
  const refusal = 'reason' in result ? result : undefined;
  const reached = 'reason' in result ? last.parent : result;
  const ask = () => bench.ports.reviewer.afterIteration(reached.number, signal);
  const answer = await bench.meter.timed('human', ask);
  if (answer.kind === 'stop') {
    yield { kind: 'human', stop: true };
    return 'stop';
  }
  const { kind: _, ...said } = answer;
  const isAskedFor = said.hint !== undefined || said.from !== undefined;
  if (isAskedFor) yield { kind: 'human', ...said };
  const chosen = said.from === undefined ? undefined : history.get(said.from);
  const parent = chosen ?? reached;
  const continues = parent.number === reached.number;
  const extras = {
    ...(said.hint === undefined ? {} : { hint: said.hint }),
    ...(refusal === undefined ? {} : { refusal }),
  };
  return { turn: { parent, continues, ...extras }, isAskedFor };
}
