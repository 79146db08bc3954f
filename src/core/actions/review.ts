import type { SearchState } from '../search/searchState';
import { readReview, reviewMessages } from '../prompting/reviewMessages';
import type { Bench } from '../session/bench';
import type { Candidate } from '../session/candidate';
import type { Session } from '../session/ending';
import type { SessionEvent } from '../session/events';
import { askModel, feedbackModelOf, isEnded } from './askModel';
import { contextOf } from './modelPrompts';

/** Room for a score and a sentence. */
const REVIEW_TOKENS = 256;
/** Ratings that rise this often while the tests' value does not are praise for its own sake. */
const EMPTY_RISES = 2;

interface Reviewed {
  readonly bench: Bench;
  readonly session: Session;
  readonly candidate: Candidate;
}

/**
 * An isolated opinion on a candidate that tests value like another one: the reviewer sees neither the author's conversation nor any score, and the author
 * never sees the opinion. Without budget, or once it only praises what tests do not confirm, there is none.
 */
export async function* review(
  { bench, session, candidate }: Reviewed,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent> {
  const { model } = session.ports;
  if (!isTied(session.state, candidate)) return;
  const context = await contextOf(bench, session.history.at(0), {
    hidden: new Set(session.state.heldOut),
    locations: [],
    focus: [],
  });
  if (model === undefined || context === undefined || session.state.reviewerIsOff) return;
  const messages = await reviewMessages(context, candidate.files);
  const question = { bench, model: feedbackModelOf(bench, model), role: 'critic' } as const;
  const asked = { ...question, messages, temperature: 0, maxOutputTokens: REVIEW_TOKENS };
  const reply = yield* askModel(asked, signal);
  const opinion = isEnded(reply) ? undefined : readReview(reply.text);
  if (opinion === undefined) return;
  yield { kind: 'critique', revision: candidate.number, ...opinion };
  if (onlyPraises(session.state)) {
    const reason = 'its ratings rose twice while no more tests passed';
    yield { kind: 'reviewer-off', reason };
  }
}

/** An opinion is only worth its tokens where tests show progress and leave equals. */
function isTied({ nodes }: SearchState, { number, verdict: { value, fixed } }: Candidate): boolean {
  if (fixed === 0) return false;
  return nodes.some(
    (node) => node.number > 0 && node.number !== number && node.verdict.value === value,
  );
}

/** Whether the last ratings rose while the value that tests give did not. */
export function onlyPraises({ nodes }: Pick<SearchState, 'nodes'>): boolean {
  const rated = nodes.filter(({ score }) => score !== undefined).slice(-1 - EMPTY_RISES);
  if (rated.length <= EMPTY_RISES) return false;
  return rated.slice(1).every((node, index) => {
    const before = rated[index];
    const rose = (node.score ?? 0) > (before?.score ?? 0);
    return rose && node.verdict.value <= (before?.verdict.value ?? 0);
  });
}
