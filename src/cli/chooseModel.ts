import type { Model } from '../core/ports';
import type { FixOptions } from './fixOptions';
import { UsageError } from './usageError';

/** Asked for when no model is named; servers with one model ignore the name. */
const DEFAULT_MODEL = 'gpt-5-mini';

type Environment = Readonly<Record<string, string | undefined>>;

/** The model that options and environment name; undefined means the built-in engine. */
export async function chooseModel(
  options: FixOptions,
  environment: Environment,
): Promise<Model | undefined> {
  const name = options.model ?? environment['OPENAI_MODEL'];
  const baseUrl = options.baseUrl ?? environment['OPENAI_BASE_URL'];
  const isConfigured = name !== undefined || baseUrl !== undefined;
  const provider = options.provider ?? (isConfigured ? 'openai' : 'builtin');
  if (provider === 'builtin') return undefined;
  const { createOpenAiModel } = await import('../adapters/models/openAiModel');
  const server = serverOf(environment['OPENAI_API_KEY'], baseUrl);
  return createOpenAiModel({ model: name ?? DEFAULT_MODEL, ...server });
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
