import { APIError, type OpenAI } from 'openai';
import { Stream } from 'openai/streaming';

import type { ModelReply, ModelUsage } from '../../core/ports';
import { BrokenReply } from './brokenReply';
import { ModelReplyUnreadable } from './errors/modelReplyUnreadable';
import { isRecord, readPiece, type ReplyPiece } from './replyPiece';

/** A whole reply; `usage` and `model` are absent when the server did not tell. */
export type ReadReply = Pick<ModelReply, 'text' | 'finish'> & {
  readonly usage?: ModelUsage;
  readonly model?: string;
};

/** What reading a reply needs besides the response. */
export interface ReplyReader {
  readonly client: OpenAI;
  readonly host: string;
  readonly controller: AbortController;
  readonly onText: ((text: string) => void) | undefined;
  /** Called when the reply's end was told, though usage may still follow. */
  readonly onFinish: () => void;
}

/** A model that does not stop would fill the memory; a useful reply is some thousand characters long. */
const MAX_REPLY_CHARACTERS = 500_000;
/** A reply that comes in one piece has fields besides its text, and some servers send their thoughts in them. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024;

/**
 * Reads a response, streamed or not, to its end. Throws `BrokenReply` when it ends before the server said why it
 * stopped, and `ModelReplyUnreadable` when it is not a model's reply at all.
 */
export async function readReply(response: Response, reader: ReplyReader): Promise<ReadReply> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('text/event-stream')) return readStream(response, reader);
  const text = await textOf(response, reader.host);
  if (/^\s*(data|event|id|:)/.test(text)) return readStream(new Response(text), reader);
  assertJson(text, { type, host: reader.host });
  const reply = readPiece(parseWhole(text)) ?? NOTHING;
  reader.onText?.(reply.text);
  return cut(whole(reply));
}

async function textOf(response: Response, host: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MAX_REPLY_BYTES) throw new ModelReplyUnreadable(host, 'more than 16 MB');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function assertJson(text: string, { type, host }: { type: string; host: string }): void {
  if (/^\s*</.test(text)) throw new ModelReplyUnreadable(host, 'a web page');
  if (!type.includes('json') && !/^\s*\{/.test(text)) {
    throw new ModelReplyUnreadable(host, type === '' ? 'something unnamed' : type);
  }
}

function cut(reply: ReadReply): ReadReply {
  return reply.text.length > MAX_REPLY_CHARACTERS ? { ...reply, finish: 'length' } : reply;
}

const NOTHING: ReplyPiece = { text: '' };

async function readStream(response: Response, reader: ReplyReader): Promise<ReadReply> {
  const { client, controller } = reader;
  let reply = NOTHING;
  try {
    for await (const data of Stream.fromSSEResponse<unknown>(response, controller, client)) {
      const piece = readPiece(data) ?? NOTHING;
      tell(piece, reader);
      reply = join(reply, piece);
      if (reply.text.length > MAX_REPLY_CHARACTERS) return { ...reply, finish: 'length' };
    }
  } catch (error) {
    if (error instanceof SyntaxError) throw new BrokenReply('a part of the reply is not JSON');
    // What follows the end is only usage; its loss does not spoil the reply.
    if (reply.finish === undefined || error instanceof APIError) throw error;
  }
  return whole(reply);
}

function tell({ text, finish }: ReplyPiece, { onText, onFinish }: ReplyReader): void {
  if (finish !== undefined) onFinish();
  if (text !== '') onText?.(text);
}

function join(reply: ReplyPiece, piece: ReplyPiece): ReplyPiece {
  const finish = piece.finish === 'refused' ? 'refused' : (reply.finish ?? piece.finish);
  return { ...reply, ...piece, text: reply.text + piece.text, ...(finish && { finish }) };
}

function whole({ finish, ...reply }: ReplyPiece): ReadReply {
  if (finish === undefined) throw new BrokenReply('the reply broke off before it was whole');
  return { ...reply, finish };
}

function parseWhole(text: string): unknown {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new BrokenReply('the reply is not JSON');
  }
  if (isRecord(data) && isRecord(data['error'])) {
    throw new APIError(undefined, data['error'], undefined, undefined);
  }
  return data;
}
