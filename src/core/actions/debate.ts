import { failureText } from '../feedback/failureText';
import { choiceMessages, objectionMessages, readChoice } from '../prompting/reviewMessages';
import type { Bench } from '../session/bench';
import type { Candidate } from '../session/candidate';
import type { SessionEvent } from '../session/events';
import { askModel, feedbackModelOf, isEnded } from './askModel';

/** Patches that one debate compares. */
const MAX_FINALISTS = 3;
/** Room for an objection to each, and for a letter with what models put around it. */
const OBJECTION_TOKENS = 400;
const CHOICE_TOKENS = 256;

/**
 * Lets a model choose among candidates that tests and agreement do not tell apart: objections first, then a choice in both
 * orders (judges favour places). Undefined when the orders disagree or the budget is spent: then it stays a tie.
 */
export async function* debate(
  bench: Bench,
  tied: readonly Candidate[],
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, Candidate | undefined> {
  const { model } = bench.ports;
  const [target] = bench.standard.targets;
  if (model === undefined || target === undefined) return undefined;
  const finalists = tied.slice(0, MAX_FINALISTS);
  const failure = failureText(target);
  const judge = { bench, model: feedbackModelOf(bench, model), role: 'select' } as const;
  const messages = objectionMessages(
    failure,
    finalists.map(({ files }) => files),
  );
  const asked = { ...judge, messages, temperature: 0, maxOutputTokens: OBJECTION_TOKENS };
  const objections = yield* askModel(asked, signal);
  if (isEnded(objections)) return undefined;
  const chosen: (Candidate | undefined)[] = [];
  for (const order of [finalists, finalists.toReversed()]) {
    const patches = order.map(({ files }) => files);
    const choice = choiceMessages(failure, patches, order === finalists ? objections.text : '');
    const question = { ...judge, messages: choice, temperature: 0, maxOutputTokens: CHOICE_TOKENS };
    const reply = yield* askModel(question, signal);
    if (isEnded(reply)) return undefined;
    chosen.push(order[readChoice(reply.text, order.length) ?? -1]);
  }
  return chosen[0] === chosen[1] ? chosen[0] : undefined;
}
