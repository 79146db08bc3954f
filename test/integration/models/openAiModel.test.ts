import { expect, test, vi } from 'vitest';

import { KEY, REQUEST, scene } from './askModel';

test('streams a reply, with text as it arrives and usage as the server counted it', async () => {
  const text = 'A reply with 😀 emoji split anywhere, and\r\nlines.';
  const usage = { prompt_tokens: 42, completion_tokens: 17 };
  const { server, ask } = await scene([{ kind: 'reply', text, usage }]);
  const pieces: string[] = [];
  const reply = await ask({ seed: 7, onText: (piece) => pieces.push(piece) });
  expect(reply).toEqual({
    text,
    finish: 'stop',
    usage: { inputTokens: 42, outputTokens: 17, estimated: false },
  });
  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces.join('')).toBe(text);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.path).toBe('/v1/chat/completions');
  expect(server.requests[0]?.headers['authorization']).toBe(`Bearer ${KEY}`);
  expect(server.requests[0]?.body).toEqual({
    model: 'scripted',
    messages: REQUEST.messages,
    stream: true,
    stream_options: { include_usage: true },
    temperature: 0.2,
    seed: 7,
    max_tokens: 1000,
  });
});

test('sends no authorization without a key, and no key from the environment', async () => {
  vi.stubEnv('OPENAI_API_KEY', 'sk-from-the-environment');
  const { server, ask } = await scene(['fine'], { apiKey: '' });
  await ask();
  vi.unstubAllEnvs();
  expect(server.requests[0]?.headers['authorization']).toBeUndefined();
});

test('reads a server that does not stream', async () => {
  const { ask } = await scene([{ kind: 'reply', text: 'whole', neverStreams: true }]);
  const pieces: string[] = [];
  const reply = await ask({ onText: (piece) => pieces.push(piece) });
  expect(reply).toMatchObject({ text: 'whole', finish: 'stop', usage: { estimated: false } });
  expect(pieces).toEqual(['whole']);
});

test('reads a stream that is declared as something else', async () => {
  const chunk = { choices: [{ delta: { content: 'streamed' }, finish_reason: 'stop' }] };
  const body = `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
  const { ask } = await scene([{ kind: 'raw', contentType: 'text/plain', body }]);
  expect(await ask()).toMatchObject({ text: 'streamed', finish: 'stop' });
});

test('fault 25: estimates usage when the server tells none', async () => {
  const { ask } = await scene([{ kind: 'reply', text: 'one two three', usage: 'missing' }]);
  expect((await ask()).usage).toEqual({ inputTokens: 7, outputTokens: 4, estimated: true });
});

test.each([
  ['length', 'length'],
  ['content_filter', 'refused'],
  ['stop', 'stop'],
] as const)('a reply that ended by %s has finish %s', async (protocolFinish, finish) => {
  const { ask } = await scene([{ kind: 'reply', text: 'half', finish: protocolFinish }]);
  expect(await ask()).toMatchObject({ text: 'half', finish });
});

test('a refusal is told as one, in a stream and without', async () => {
  const refusal = { kind: 'reply', text: '', message: { refusal: 'I will not.' } } as const;
  const { ask } = await scene([refusal, { ...refusal, neverStreams: true }]);
  expect((await ask()).finish).toBe('refused');
  expect(await ask()).toMatchObject({ finish: 'refused', text: 'I will not.' });
});

test('a model that does not stop is cut off as too long', async () => {
  const part = JSON.stringify({ choices: [{ delta: { content: 'x'.repeat(500_000) } }] });
  const body = `data: ${part}\n\n`.repeat(20);
  const { ask } = await scene([{ kind: 'raw', contentType: 'text/event-stream', body }]);
  const reply = await ask();
  expect(reply.finish).toBe('length');
  expect(reply.text.length).toBeLessThan(5_000_000);
});

test('does not wait for a server that keeps the connection open after the end', async () => {
  const { ask } = await scene([{ kind: 'reply', text: 'whole', staysOpen: true }], {
    idleMs: 1000,
  });
  expect(await ask()).toMatchObject({ text: 'whole', finish: 'stop' });
});

const unsupported = (param: string, message: string) =>
  ({
    kind: 'status',
    status: 400,
    body: { error: { message, type: 'invalid_request_error', param, code: 'unsupported' } },
  }) as const;

test('leaves out what the server rejects, and remembers it', async () => {
  const { server, ask, waits } = await scene([
    unsupported(
      'max_tokens',
      "'max_tokens' is not supported. Use 'max_completion_tokens' instead.",
    ),
    unsupported('temperature', "'temperature' does not support 0.2 with this model."),
    unsupported('', 'Unrecognized request argument supplied: stream_options'),
    unsupported('seed', 'Extra inputs are not permitted: seed'),
    'first',
    'second',
  ]);
  expect((await ask({ seed: 1 })).text).toBe('first');
  expect((await ask({ seed: 1 })).text).toBe('second');
  expect(server.requests).toHaveLength(6);
  expect(waits).toEqual([]);
  const understood = {
    model: 'scripted',
    messages: REQUEST.messages,
    stream: true,
    max_completion_tokens: 1000,
  };
  expect(server.requests[4]?.body).toEqual(understood);
  expect(server.requests[5]?.body).toEqual(understood);
});

test('asks without a stream when the server knows none', async () => {
  const { server, ask } = await scene([unsupported('stream', 'stream is not supported'), 'whole']);
  expect((await ask()).text).toBe('whole');
  expect(server.requests[1]?.body).not.toHaveProperty('stream');
  expect(server.requests[1]?.body).not.toHaveProperty('stream_options');
});

test('lowers the limit of the reply to what the model can give', async () => {
  const { server, ask } = await scene([
    unsupported(
      'max_tokens',
      'max_tokens is too large: 1000. This model supports at most 512 tokens',
    ),
    'short',
  ]);
  expect((await ask()).text).toBe('short');
  expect(server.requests[1]?.body['max_tokens']).toBe(512);
});
