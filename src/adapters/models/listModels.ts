import type { Price } from '../../core/session/prices';
import { ModelNotFound } from './errors/modelNotFound';
import { ModelReplyUnreadable } from './errors/modelReplyUnreadable';
import { openConnection } from './connection';
import { explainFailure } from './explainFailure';
import { readPrice } from './readPrice';
import { isRecord } from './replyPiece';

/** A model as its server lists it; some tell what it costs. */
export interface ListedModel {
  readonly id: string;
  readonly price?: Price;
}

/** A server, and the key that it gets. */
export interface Server {
  readonly baseUrl: string;
  readonly apiKey?: string;
}

/**
 * The models that a server says it has and that can chat, in its order; empty when it tells none. Throws an
 * `ExplainedError` when it can't be asked.
 */
export async function listModels(
  { baseUrl, apiKey }: Server,
  signal: AbortSignal,
): Promise<readonly ListedModel[]> {
  const connection = openConnection(baseUrl, apiKey);
  try {
    const client = connection.client(() => undefined);
    const response = await client.models.list({ signal }).asResponse();
    const list = modelsIn(await readJson(response, connection.host));
    if (list === undefined) throw new ModelReplyUnreadable(connection.host, 'something else');
    return list.flatMap(readModel).filter(({ id }) => !NO_CHAT.test(id));
  } catch (error) {
    signal.throwIfAborted();
    const facts = { ...connection, apiKey, model: '', promptTokens: 0, maxOutputTokens: 0 };
    const explained = explainFailure(error, facts);
    // Not every server has a list; its models can still be named.
    if (explained instanceof ModelNotFound) return [];
    throw explained;
  }
}

async function readJson(response: Response, host: string): Promise<unknown> {
  const text = await response.text();
  if (/^\s*</.test(text)) throw new ModelReplyUnreadable(host, 'a web page');
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelReplyUnreadable(host, 'something that is not JSON');
  }
}

/** Some servers leave out the object around the list. */
function modelsIn(body: unknown): readonly unknown[] | undefined {
  const list: unknown = isRecord(body) ? body['data'] : body;
  return Array.isArray(list) ? list : undefined;
}

function readModel(model: unknown): readonly ListedModel[] {
  if (!isRecord(model) || typeof model['id'] !== 'string' || model['id'] === '') return [];
  const price = readPrice(model['pricing']);
  return [{ id: model['id'], ...(price && { price }) }];
}

/** Kinds of models that hosted servers list beside those for text. */
const NO_CHAT =
  /embed|whisper|\btts\b|dall-e|moderation|transcribe|realtime|\bsora\b|-image\b|-audio\b|rerank/i;
