import { debate } from '../actions/debate';
import { minimise } from '../actions/minimise';
import { isGreenVerdict } from '../selection/judge';
import { rankNodes, reasonFor, tiedForBest } from '../selection/rank';
import type { Bench } from './bench';
import type { Session } from './ending';
import type { SessionEvent } from './events';

/** The choice among green revisions, and the chosen one without hunks that nothing needs. */
export async function* finish(
  bench: Bench,
  session: Session,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent> {
  const { history, state } = session;
  const green = state.nodes.filter(({ number, verdict }) => number > 0 && isGreenVerdict(verdict));
  const [best] = rankNodes(green);
  if (best === undefined) return;
  const tied = tiedForBest(green);
  if (bench.plan.reviews && tied.length > 1) {
    const candidates = tied.map(({ number }) => history.at(number));
    const chosen = yield* debate(bench, candidates, signal);
    if (chosen !== undefined) yield { kind: 'select', revision: chosen.number, reason: BY_DEBATE };
  } else if (green.length > 1 && state.selected === undefined) {
    yield { kind: 'select', revision: best.number, reason: reasonFor(green) };
  }
  const chosen = history.at(session.state.selected ?? best.number);
  const iteration = session.state.turns.length + 1;
  yield* minimise({ bench, history, best: chosen, iteration }, signal);
}

const BY_DEBATE = 'a reviewer prefers it in both orders';
