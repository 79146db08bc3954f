import { isPrivateNetwork } from '../adapters/models/serverAddress';
import type { Model } from '../core/ports';
import type { FixOptions } from './fixOptions';
import { UsageError } from './usageError';

/** Asked for when no model is named; servers with one model ignore the name. */
const DEFAULT_MODEL = 'gpt-5-mini';

const PRIVATE_NETWORK =
  "The model's server lies in a private network, which gets the code; go on only when it is yours.";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The models that a session asks; without any, the built-in engine proposes. */
export interface Models {
  readonly model?: Model;
  readonly feedbackModel?: Model;
}

/** The models that options and environment name. */
export async function chooseModels(options: FixOptions, environment: Environment): Promise<Models> {
  const name = options.model ?? environment['OPENAI_MODEL'];
  const baseUrl = options.baseUrl ?? environment['OPENAI_BASE_URL'];
  const isConfigured = name !== undefined || baseUrl !== undefined;
  const provider = options.provider ?? (isConfigured ? 'openai' : 'builtin');
  const { feedbackModel } = options;
  if (provider === 'builtin') return withoutModel(feedbackModel);
  const { createOpenAiModel } = await import('../adapters/models/openAiModel');
  const server = serverOf(environment['OPENAI_API_KEY'], baseUrl);
  if (isPrivateNetwork(baseUrl)) process.stderr.write(`${PRIVATE_NETWORK}\n`);
  return {
    model: createOpenAiModel({ model: name ?? DEFAULT_MODEL, ...server }),
    ...(feedbackModel !== undefined && {
      feedbackModel: createOpenAiModel({ model: feedbackModel, ...server }),
    }),
  };
}

function withoutModel(feedbackModel: string | undefined): Models {
  if (feedbackModel === undefined) return {};
  throw new UsageError(
    '--feedback-model helps a model that proposes; name that with --model or --base-url.',
  );
}

function serverOf(
  apiKey: string | undefined,
  baseUrl: string | undefined,
): { readonly apiKey?: string; readonly baseUrl?: string } {
  if (apiKey === undefined && baseUrl === undefined) {
    throw new UsageError(
      'No key is set: put it into OPENAI_API_KEY, name a local server with --base-url, or use --provider builtin.',
    );
  }
  return {
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
}
