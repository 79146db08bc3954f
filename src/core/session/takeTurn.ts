import { autofix } from '../actions/autofix/autofix';
import { placesFor } from '../actions/placesFor';
import type { Proposal, Proposer, Turn } from '../actions/proposer';
import { review } from '../actions/review';
import { sourcesOf } from '../context/candidateSources';
import { isNearPlaces } from '../context/nearPlaces';
import type { Refusal } from '../revisions/applyReply';
import { sliceAt, slicesOf } from '../search/slices';
import type { SearchState } from '../search/searchState';
import { nodeOf } from '../search/tree';
import type { Bench } from './bench';
import type { Candidate } from './candidate';
import type { Ending, Session } from './ending';
import type { SessionEvent } from './events';
import { failuresOf } from './failures';
import { lockHunks } from './locks';
import type { TurnMove } from '../policy/move';
import { isGreenVerdict } from '../selection/judge';
import { testProposal, type Change } from './testProposal';
import { asideAction } from './tryFound';
import { isWornOut, ruleTurn } from '../policy/turnController';

/** Who takes part in a turn. */
export interface Turning {
  readonly bench: Bench;
  readonly session: Session;
  readonly propose: Proposer;
}

/** One turn: propose, guard, test, rule. Returns the ending when the session can't go on after it. */
export async function* takeTurn(
  turning: Turning,
  move: TurnMove,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Candidate | Refusal | Ending> {
  const { bench, session } = turning;
  const isDraft = move.action === 'draft';
  const trial = { bench, history: session.history, isDraft };
  const proposal = yield* proposed(turning, move, signal);
  if (proposal.kind === 'ended') return { kind: proposal.why, message: proposal.message };
  if (proposal.kind === 'conflict') return { kind: 'conflict', message: proposal.reason };
  const result = yield* testProposal(trial, proposal, signal);
  if ('reason' in result) {
    yield* ruleRefusal(session, move, result);
    return result;
  }
  yield* ruleCandidate(turning, result, signal);
  if (proposal.kind === 'change') yield* showAlternatives(turning, { result, proposal }, signal);
  return result;
}

interface Proven {
  readonly result: Candidate;
  readonly proposal: Change;
}

/** Tests the alternatives of a green revision as its siblings; the first one stays chosen. */
async function* showAlternatives(
  { bench, session }: Turning,
  { result, proposal }: Proven,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent> {
  const { base, alternatives = [] } = proposal;
  if (alternatives.length === 0 || !isGreenVerdict(result.verdict)) return;
  const trial = { bench, history: session.history };
  for (const alternative of alternatives) {
    yield asideAction(session, base.number);
    yield* testProposal(trial, { kind: 'change', base, ...alternative }, signal);
  }
  yield { kind: 'select', revision: result.number, reason: LIKELIEST, aside: true };
}

const LIKELIEST = 'the likeliest of the changes that pass';

/** Whether a turn's result ends the session. */
export function isEnding(result: Candidate | Refusal | Ending): result is Ending {
  return 'kind' in result;
}

/** A fix that needs no model is tried once on each new state of the code; otherwise the proposer is asked. */
async function* proposed(
  { bench, session, propose }: Turning,
  move: TurnMove,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Proposal> {
  const { state, history } = session;
  const selfCheck = yield* grantedSlice(session);
  const parent = history.at(move.parent);
  const { style, action } = move;
  const begun = beginningOf(state, move);
  const isAnswer = Object.keys(state.said).some((each) => each !== 'from');
  const wasTried = isAnswer || state.turns.some((turn) => turn.parent === move.parent);
  const fixed = wasTried ? undefined : await autofix({ bench, candidate: parent }, signal);
  if (fixed !== undefined) {
    yield { ...begun, action: 'autofix' };
    return { kind: 'change', base: parent, ...fixed };
  }
  yield { ...begun, action, ...(style === undefined ? {} : { style }) };
  return yield* propose({ move, parent, state, selfCheck, ...saidBefore(state, move) }, signal);
}

function beginningOf(
  state: SearchState,
  { parent }: Pick<TurnMove, 'parent'>,
): Omit<Extract<SessionEvent, { kind: 'action' }>, 'action'> {
  const failure = nodeOf(state, parent)?.failure ?? 'none';
  return { kind: 'action', iteration: state.turns.length + 1, parent, failure };
}

/** What the guards said of the last answer to the same code. */
function saidBefore({ turns }: SearchState, { parent, action }: TurnMove): Pick<Turn, 'refusal'> {
  const last = turns.at(-1);
  const refusal = last?.parent === parent && action === 'repair' ? last.refused : undefined;
  return refusal === undefined ? {} : { refusal };
}

/** Grants the next slice of the budget when the last one is used up; true at the first request of each. */
function* grantedSlice({ state, task, ports }: Session): Generator<SessionEvent, boolean> {
  if (ports.model === undefined) return false;
  const cap = task.budget.maxRequests;
  const slice = sliceAt(state.requests, cap) + 1;
  if (slice <= state.slices) return false;
  const granted = slicesOf(cap)[slice - 1] ?? cap;
  yield { kind: 'budget', slice, granted, cap };
  return true;
}

function* ruleRefusal(
  session: Session,
  { parent }: TurnMove,
  { reason, twin }: Refusal,
): Generator<SessionEvent> {
  const { state, ports } = session;
  if (reason !== 'duplicate' || ports.model === undefined) return;
  const count = state.friction + 1;
  yield { kind: 'friction', reason: 'same-patch', count, ...(twin === undefined ? {} : { twin }) };
  const stale = state.stale + 1;
  const { contextTokens } = state;
  const thinks = ports.model.thinks === true;
  const isOver = isWornOut({ stale, friction: count, contextTokens, thinks });
  yield { kind: 'turn', revision: parent, instruction: isOver ? 'refresh' : 'select', stale };
}

async function* ruleCandidate(
  turning: Turning,
  candidate: Candidate,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent> {
  const { bench, session } = turning;
  const { state, history, ports } = session;
  const child = nodeOf(state, candidate.number);
  const parent = nodeOf(state, candidate.parent);
  if (child === undefined || parent === undefined || ports.model === undefined) return;
  const { stale, friction, contextTokens } = state;
  const thinks = ports.model.thinks === true;
  const from = history.at(candidate.parent);
  const isElsewhere = !(await isNearSuspects(turning, from, candidate));
  const ruling = ruleTurn({ child, parent, stale, friction, contextTokens, thinks, isElsewhere });
  if (ruling.friction !== undefined)
    yield { kind: 'friction', reason: ruling.friction, count: friction + 1 };
  const { instruction } = ruling;
  yield { kind: 'turn', revision: candidate.number, instruction, stale: ruling.stale };
  if (instruction === 'stop') return;
  yield* lockHunks({ bench, candidate, parent: from }, signal);
  if (bench.plan.reviews) yield* review({ bench, session, candidate }, signal);
}

async function isNearSuspects(
  { bench, session: { state } }: Turning,
  parent: Candidate,
  child: Candidate,
): Promise<boolean> {
  const [target] = failuresOf(parent, bench.standard);
  if (target === undefined) return true;
  const places = await placesFor(target, sourcesOf(bench, parent), { bench, state });
  return places.length === 0 || isNearPlaces(child.files, places);
}
