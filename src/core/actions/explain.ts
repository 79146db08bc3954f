import type { Model } from '../ports';
import { askAgainToExplain, explainMessages, unexplained } from '../prompting/explainMessages';
import type { FailureContext } from '../prompting/messages';
import type { Bench } from '../session/bench';
import type { Candidate } from '../session/candidate';
import type { SessionEvent } from '../session/events';
import { askModel, feedbackModelOf, isEnded } from './askModel';
import type { Ended } from './proposer';

/** Room for an explanation; a longer one would cost more than it tells. */
const EXPLANATION_TOKENS = 512;

interface Explained {
  readonly bench: Bench;
  readonly model: Model;
  readonly candidate: Candidate;
  readonly context: FailureContext;
}

/** An explanation of why a candidate fails; asked for once more when a shown test's meaning is missing. */
export async function* explain(
  { bench, model, candidate, context }: Explained,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, string | Ended> {
  const messages = await explainMessages(context, candidate.files);
  const question = {
    bench,
    model: feedbackModelOf(bench, model),
    role: 'explain',
    messages,
    temperature: 0,
    maxOutputTokens: EXPLANATION_TOKENS,
  } as const;
  const first = yield* askModel(question, signal);
  if (isEnded(first)) return first;
  const missing = unexplained(context, first.text);
  if (missing.length === 0) return first.text.trim();
  const again = [
    ...messages,
    { role: 'assistant', content: first.text },
    { role: 'user', content: askAgainToExplain(missing) },
  ] as const;
  const second = yield* askModel({ ...question, messages: again }, signal);
  return isEnded(second) ? second : second.text.trim();
}
