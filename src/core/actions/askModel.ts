import { ExplainedError } from '../errors';
import type { Model, ModelMessage, ModelReply } from '../ports';
import { estimateTokens } from '../prompting/estimateTokens';
import type { Bench } from '../session/bench';
import type { ModelRole, SessionEvent } from '../session/events';
import type { Ended } from './proposer';

/** Room for a reply: a few functions; more would be a rewrite. */
const MAX_OUTPUT_TOKENS = 4_096;
/** A reply with less room than this could not hold an edit. */
const MIN_OUTPUT_TOKENS = 256;

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
 * One request, journalled with its reply. Before it is made, the budget has to bear the worst that it can cost; what
 * ends the session instead is returned. A model that never answered yet throws its `ExplainedError`.
 */
export async function* askModel(
  question: Question,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent, ModelReply | Ended> {
  const { bench, model, role, messages, temperature } = question;
  const { meter, task } = bench;
  const estimatedTokens = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  const room = question.maxOutputTokens ?? MAX_OUTPUT_TOKENS;
  const maxOutputTokens = meter.outputTokensLeft(task.budget, estimatedTokens, room);
  if (maxOutputTokens < Math.min(room, MIN_OUTPUT_TOKENS))
    return spent('requests, tokens or money');
  if (!meter.hasTimeForRequest(task.budget)) return spent('time');
  yield { kind: 'prompt', role, model: model.name, temperature, messages, estimatedTokens };
  const seed = task.seed + (temperature > 0 ? meter.usage.requests : 0);
  const asked = { messages, temperature, maxOutputTokens, seed };
  try {
    const { reply, durationMs } = await meter.ask(
      () => model.complete(asked, signal),
      estimatedTokens,
    );
    const finish = reply.finish === 'stop' ? {} : { finish: reply.finish };
    yield { kind: 'reply', role, text: reply.text, ...finish, usage: reply.usage, durationMs };
    return reply;
  } catch (error) {
    if (!(error instanceof ExplainedError) || meter.usage.requests === 0) throw error;
    return { kind: 'ended', why: 'model-stopped', message: error.message };
  }
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
