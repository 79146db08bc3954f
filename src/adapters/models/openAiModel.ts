import { setTimeout as wait } from 'node:timers/promises';

import type { Model, ModelRequest } from '../../core/ports';
import { isThinkingModel } from '../../core/session/thinkingModels';
import { monotonicClock } from '../monotonicClock';
import { BrokenReply } from './brokenReply';
import { type Connection, openConnection } from './connection';
import { contextLimit } from './contextLimit';
import { adaptDialect, type Dialect, firstDialect, toBody } from './dialect';
import { explainFailure } from './explainFailure';
import { type ReadReply, readReply } from './readReply';
import { createRetryAllowance } from './retryAllowance';
import { type Patience, type RetryTools, withRetries } from './retrying';
import { countBroken } from './brokenReplies';
import { estimatedUsage, promptTokens } from './estimatedUsage';
import { FIRST_BYTE_MS, IDLE_MS, watchSilence } from './silenceWatch';
import { transientFailure } from './transientFailure';
import { watchAnswers } from './watchAnswers';

/** Where the model is and how patient to be; everything but the name has a default. */
export interface OpenAiModelOptions {
  readonly model: string;
  readonly apiKey?: string;
  /** Ends where `/chat/completions` begins; OpenAI's own by default. */
  readonly baseUrl?: string;
  /** Longest silence within a reply. */
  readonly idleMs?: number;
  /** Longest wait for a reply to begin: a local model first reads the whole prompt. */
  readonly firstByteMs?: number;
  readonly retryTools?: Partial<RetryTools>;
}

/** Once the end was told, only usage may follow, and that at once. */
const AFTER_FINISH_MS = 2_000;

/** As many as there are fields that a server may reject. */
const MAX_ADAPTATIONS = 8;

/**
 * A model behind the chat completions protocol. What a server rejects (streaming, usage, temperature, the name of the
 * limit) is left out from then on. Throws an `ExplainedError` at once when address or key can't be right.
 */
export function createOpenAiModel(options: OpenAiModelOptions): Model {
  const connection = openConnection(options.baseUrl, options.apiKey);
  const tools = { ...realTools(), ...options.retryTools };
  let dialect = firstDialect(connection.host);
  const newsOf = watchAnswers(options.model);
  const attempt = async (request: ModelRequest, signal: AbortSignal): Promise<ReadReply> => {
    for (let adapted = 0; ; adapted++) {
      const used = dialect;
      try {
        return await ask({ options, connection, dialect: used, request, signal });
      } catch (error) {
        const next = contextLimit(error)
          ? undefined
          : adaptDialect(used, error, request.maxOutputTokens);
        if (next === undefined || adapted === MAX_ADAPTATIONS) throw error;
        dialect = next;
      }
    }
  };
  return {
    name: options.model,
    thinks: isThinkingModel(options.model),
    async complete(request, signal) {
      signal.throwIfAborted();
      try {
        const broken = countBroken(request);
        const once = (): Promise<ReadReply> => broken.during((own) => attempt(own, signal));
        const patience: Patience = (error) =>
          broken.isSpent() ? undefined : transientFailure(error);
        const reply = await withRetries(once, { patience, tools, signal });
        const { text, finish, usage = estimatedUsage(request, text) } = reply;
        return { text, finish, usage: broken.addedTo(usage), ...newsOf(reply.model) };
      } catch (error) {
        signal.throwIfAborted();
        throw explainFailure(error, {
          ...connection,
          model: options.model,
          apiKey: options.apiKey,
          promptTokens: promptTokens(request),
          maxOutputTokens: request.maxOutputTokens,
        });
      }
    },
  };
}

interface Question {
  readonly options: OpenAiModelOptions;
  readonly connection: Connection;
  readonly dialect: Dialect;
  readonly request: ModelRequest;
  readonly signal: AbortSignal;
}

async function ask({
  options,
  connection,
  dialect,
  request,
  signal,
}: Question): Promise<ReadReply> {
  const { idleMs = IDLE_MS, firstByteMs = FIRST_BYTE_MS } = options;
  const controller = new AbortController();
  let limitMs = idleMs;
  const watch = watchSilence(firstByteMs, () => {
    controller.abort(new BrokenReply('the server fell silent in the middle of a reply'));
  });
  const client = connection.client(() => {
    watch.heard(limitMs);
  });
  try {
    const body = toBody(options.model, request, dialect);
    const either = AbortSignal.any([signal, controller.signal]);
    const response = await client.chat.completions.create(body, { signal: either }).asResponse();
    return await readReply(response, {
      client,
      controller,
      host: connection.host,
      onText: request.onText,
      onFinish: () => {
        limitMs = Math.min(idleMs, AFTER_FINISH_MS);
        watch.heard(limitMs);
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    throw controller.signal.reason instanceof BrokenReply ? controller.signal.reason : error;
  } finally {
    watch.stop();
    // A reply that was not read to its end must not keep the connection.
    controller.abort();
  }
}

function realTools(): RetryTools {
  return {
    clock: monotonicClock,
    allowance: createRetryAllowance(),
    random: Math.random,
    wait: waitOrAbort,
  };
}

async function waitOrAbort(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}
