import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { estimateTokens } from '../../src/core/prompting/estimateTokens';
import type { ModelMessage } from '../../src/core/ports';
import { type ScriptedReply, type ScriptedTurn, turnOf } from './scriptedTurn';

/** One request as it came in. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: RecordedBody;
}

/** The fields of a chat completion request that tests look at; any other is there too. */
export interface RecordedBody {
  readonly model?: string;
  readonly stream?: boolean;
  readonly messages: readonly ModelMessage[];
  readonly [field: string]: unknown;
}

/** An OpenAI-compatible server on loopback that answers from a queue. */
export interface ScriptedModel extends AsyncDisposable {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  /** Every request for a completion, in order. */
  readonly requests: readonly RecordedRequest[];
  /** The headers of every request for the list of models, in order. */
  readonly listings: readonly RecordedRequest['headers'][];
  /** Sets what the server says it has, as the protocol names it; one model named `scripted` by default. */
  offer(models: readonly Readonly<Record<string, unknown>>[]): void;
  /** Adds replies to the end of the queue. */
  push(...replies: readonly ScriptedReply[]): void;
  close(): Promise<void>;
}

/** Starts a server that gives these replies in order, then status 400; the caller closes it. */
export async function startScriptedModel(
  ...replies: readonly ScriptedReply[]
): Promise<ScriptedModel> {
  const queue = [...replies];
  const requests: RecordedRequest[] = [];
  const listings: RecordedRequest['headers'][] = [];
  let models: readonly unknown[] = [{ id: 'scripted', object: 'model' }];
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    if (path.endsWith('/models')) {
      listings.push(request.headers);
      sendJson(response, 200, { object: 'list', data: models });
      return;
    }
    const body = await readBody(request);
    requests.push({ method: request.method ?? '', path, headers: request.headers, body });
    const next = queue.shift();
    const turn = next === undefined ? SCRIPT_ENDED : turnOf(next, body.messages);
    await perform(turn, { response, body });
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) =>
      server.close(() => {
        resolve();
      }),
    );
  };
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    listings,
    offer: (more) => {
      models = more;
    },
    push: (...more) => void queue.push(...more),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const SCRIPT_ENDED: ScriptedTurn = {
  kind: 'status',
  status: 400,
  body: { error: { message: 'the script has no reply left' } },
};

async function readBody(request: IncomingMessage): Promise<RecordedBody> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += String(chunk);
  const body: unknown = JSON.parse(text);
  if (typeof body !== 'object' || body === null || !('messages' in body)) {
    throw new Error('the request has no messages');
  }
  return body as RecordedBody;
}

interface Exchange {
  readonly response: ServerResponse;
  readonly body: RecordedBody;
}

async function perform(turn: ScriptedTurn, exchange: Exchange): Promise<void> {
  const { response } = exchange;
  switch (turn.kind) {
    case 'reply':
      return reply(turn, exchange);
    case 'status':
      sendJson(
        response,
        turn.status,
        turn.body ?? { error: { message: 'scripted' } },
        turn.headers,
      );
      return;
    case 'raw':
      response.writeHead(turn.status ?? 200, { 'content-type': turn.contentType });
      response.end(turn.body);
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'cut':
    case 'stall':
    case 'unfinished':
      startStream(response);
      await write(response, event({ content: turn.text }));
      if (turn.kind === 'cut') response.socket?.resetAndDestroy();
      if (turn.kind === 'unfinished') response.end();
  }
}

type ReplyTurn = Extract<ScriptedTurn, { kind: 'reply' }>;

async function reply(turn: ReplyTurn, { response, body }: Exchange): Promise<void> {
  const usage = usageOf(turn, body);
  if (body.stream === true && turn.neverStreams !== true) {
    await streamReply(turn, response, body['stream_options'] === undefined ? undefined : usage);
    return;
  }
  const message = { role: 'assistant', content: turn.text, ...turn.message };
  const choices = [{ index: 0, message, finish_reason: turn.finish ?? 'stop' }];
  const model = turn.answeredBy ?? body.model;
  sendJson(response, 200, { object: 'chat.completion', model, choices, usage });
}

function usageOf({ usage, text }: ReplyTurn, { messages }: RecordedBody): unknown {
  if (usage !== undefined) return usage === 'missing' ? undefined : usage;
  const prompt = messages.map(({ content }) => content).join('');
  return { prompt_tokens: estimateTokens(prompt), completion_tokens: estimateTokens(text) };
}

async function streamReply(
  turn: ReplyTurn,
  response: ServerResponse,
  usage: unknown,
): Promise<void> {
  startStream(response);
  for (const part of partsOf(turn.text)) {
    await write(response, event({ content: part }, null, turn.answeredBy));
    if (turn.pauseMs !== undefined) await pause(turn.pauseMs);
  }
  await write(response, event(turn.message ?? {}, turn.finish ?? 'stop'));
  if (usage !== undefined) {
    await write(response, `data: ${JSON.stringify({ choices: [], usage })}\n\n`);
  }
  await write(response, 'data: [DONE]\n\n');
  if (turn.staysOpen !== true) response.end();
}

function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

function event(
  delta: Readonly<Record<string, unknown>>,
  finish: string | null = null,
  model?: string,
): string {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return `data: ${JSON.stringify({ object: 'chat.completion.chunk', model, choices })}\n\n`;
}

/** Pieces as a real server sends them: short, and without regard for words or surrogate pairs. */
function partsOf(text: string): readonly string[] {
  const PART = 7;
  return Array.from({ length: Math.ceil(text.length / PART) }, (_, index) =>
    text.slice(index * PART, (index + 1) * PART),
  );
}

/** Resolves when the bytes were handed to the system, so that a cut after it really comes after them. */
function write(response: ServerResponse, text: string): Promise<void> {
  return new Promise((resolve) => {
    response.write(text, () => {
      resolve();
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
