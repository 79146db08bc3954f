import { onTestFinished } from 'vitest';

import {
  createOpenAiModel,
  type OpenAiModelOptions,
} from '../../../src/adapters/models/openAiModel';
import type { Model, ModelRequest } from '../../../src/core/ports';
import { type ScriptedModel, startScriptedModel } from '../../support/scriptedModel';
import type { ScriptedReply } from '../../support/scriptedTurn';

export const KEY = 'sk-test-0123456789abcdef';

export const REQUEST: ModelRequest = {
  messages: [
    { role: 'system', content: 'You repair code.' },
    { role: 'user', content: 'Fix it.' },
  ],
  temperature: 0.2,
  maxOutputTokens: 1000,
};

/** A scripted server and a model that asks it, without real waits between retries; `waits` are those it would do. */
export interface Scene {
  readonly server: ScriptedModel;
  readonly model: Model;
  readonly waits: readonly number[];
  readonly ask: (request?: Partial<ModelRequest>) => ReturnType<Model['complete']>;
}

export async function scene(
  replies: readonly ScriptedReply[],
  options: Partial<OpenAiModelOptions> = {},
): Promise<Scene> {
  const server = await startScriptedModel(...replies);
  onTestFinished(() => server.close());
  const waits: number[] = [];
  let nowMs = 0;
  const model = createOpenAiModel({
    model: 'scripted',
    apiKey: KEY,
    baseUrl: server.baseUrl,
    retryTools: {
      random: () => 0.5,
      clock: { now: () => nowMs },
      wait(milliseconds) {
        waits.push(milliseconds);
        nowMs += milliseconds;
        return Promise.resolve();
      },
    },
    ...options,
  });
  const ask: Scene['ask'] = (request = {}) =>
    model.complete({ ...REQUEST, ...request }, new AbortController().signal);
  return { server, model, waits, ask };
}

/** What a promise rejects with; fails when it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('the promise did not reject');
}
