import { ExplainedError } from '../errors';
import type { Model, ModelMessage, ModelReply } from '../ports';
import { estimateTokens } from '../prompting/estimateTokens';
import { PromptTooLong } from '../prompting/promptTooLong';
import { shortened } from '../prompting/shortened';
import type { Bench } from '../session/bench';
import type { ModelRole, SessionEvent } from '../session/events';
import { countLosses } from './countLosses';
import type { Ended } from './proposer';

/** Room for a reply: a few functions; more would be a rewrite. */
const MAX_OUTPUT_TOKENS = 4_096;
/** A reply with less room than this could not hold an edit. */
const MIN_OUTPUT_TOKENS = 256;

/** Times that a request that is too long is made shorter. */
const MAX_SHORTENINGS = 2;

/** Who is asked what. */
export interface Question {
  readonly bench: Pick<Bench, 'meter' | 'task' | 'ports'>;
  readonly model: Model;
  readonly role: ModelRole;
  readonly messages: readonly ModelMessage[];
  readonly temperature: number;
  /** Tokens that the reply may have, when few are enough. */
  readonly maxOutputTokens?: number;
}

/**
 * One request, journalled with its reply; one that is too long for the model is made again, shorter. Before it is made, the
 * budget has to bear the worst that it can cost; what ends the session instead is returned. A model that never answered yet
 * throws its `ExplainedError`.
 */
export async function* askModel(
  question: Question,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, ModelReply | Ended> {
  let { messages } = question;
  for (let left = MAX_SHORTENINGS; ; left--) {
    const reply = yield* askOnce({ ...question, messages }, signal);
    if (!(reply instanceof ExplainedError)) return reply;
    const shorter = reply instanceof PromptTooLong && left > 0 ? shortened(messages) : undefined;
    if (shorter === undefined) return notAnswered(question, reply);
    messages = shorter;
  }
}

async function* askOnce(
  { bench: { meter, task }, model, role, messages, temperature, ...question }: Question,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, ModelReply | Ended | ExplainedError> {
  const estimatedTokens = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  const room = question.maxOutputTokens ?? MAX_OUTPUT_TOKENS;
  const maxOutputTokens = meter.outputTokensLeft(task.budget, estimatedTokens, room);
  if (maxOutputTokens < Math.min(room, MIN_OUTPUT_TOKENS))
    return spent('requests, tokens or money');
  if (!meter.hasTimeForRequest(task.budget)) return spent('time');
  yield { kind: 'prompt', role, model: model.name, temperature, messages, estimatedTokens };
  const seed = task.seed + (temperature > 0 ? meter.usage.requests : 0);
  const leastOutputTokens = Math.min(room, MIN_OUTPUT_TOKENS);
  const losses = countLosses({ bench: { meter, task }, estimatedTokens, leastOutputTokens });
  const asked = { messages, temperature, maxOutputTokens, seed, ...losses.listeners };
  try {
    const { reply, durationMs } = await meter.ask(
      () => model.complete(asked, signal),
      estimatedTokens,
    );
    const { text, finish, usage, answeredBy } = reply;
    const marks = { ...(finish !== 'stop' && { finish }), ...(answeredBy && { answeredBy }) };
    yield { kind: 'reply', role, text, ...marks, usage, durationMs };
    return reply;
  } catch (error) {
    losses.charge(signal.aborted);
    if (losses.isSpent()) return spent('tokens or money');
    if (error instanceof ExplainedError) return error;
    throw error;
  }
}

function notAnswered({ bench }: Question, error: ExplainedError): Ended {
  if (bench.meter.usage.requests === 0) throw error;
  return { kind: 'ended', why: 'model-stopped', message: error.message };
}

/** Whether a request was not answered, because the session has to end. */
export function isEnded(reply: ModelReply | Ended): reply is Ended {
  return 'kind' in reply;
}

/** The model for explaining and reviewing. */
export function feedbackModelOf({ ports }: Pick<Bench, 'ports'>, model: Model): Model {
  return ports.feedbackModel ?? model;
}

function spent(what: string): Ended {
  return {
    kind: 'ended',
    why: 'budget',
    message: `The budget of ${what} has no room for another request.`,
  };
}
