import { expect, test, vi } from 'vitest';

import { createOpenAiModel } from '../../../src/adapters/models/openAiModel';
import { estimateTokens } from '../../../src/core/prompting/estimateTokens';
import { ModelUnavailable } from '../../../src/adapters/models/errors/modelUnavailable';
import type { ScriptedReply } from '../../support/scriptedTurn';
import { failureOf, REQUEST, scene } from './askModel';

const status = (code: number, headers: Readonly<Record<string, string>> = {}): ScriptedReply => ({
  kind: 'status',
  status: code,
  headers,
});

test('fault 7: asks again after 429 and 5xx, waiting longer each time', async () => {
  const { server, ask, waits } = await scene([status(429), status(503), status(529), 'at last']);
  expect((await ask()).text).toBe('at last');
  expect(waits).toEqual([500, 1000, 2000]);
  expect(server.requests).toHaveLength(4);
});

test('gives up after three retries, with the reason', async () => {
  const { server, ask } = await scene([500, 500, 500, 500, 500].map((code) => status(code)));
  const failure = await failureOf(ask());
  expect(failure).toBeInstanceOf(ModelUnavailable);
  expect(failure.message).toContain('kept failing, also when asked again: 500 scripted; try again');
  expect(server.requests).toHaveLength(4);
});

test.each([
  ['seconds', { 'retry-after': '7' }, 7000],
  ['milliseconds', { 'retry-after-ms': '1234' }, 1234],
  ['an absurd time', { 'retry-after': '86400' }, 30_000],
  ['a time in the past', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 500],
  ['nonsense', { 'retry-after': 'soon' }, 500],
  ['a negative time', { 'retry-after': '-5' }, 500],
])('waits as told, within the cap, when told %s', async (_, headers, waitMs) => {
  const { ask, waits } = await scene([status(429, headers), 'later']);
  expect((await ask()).text).toBe('later');
  expect(waits).toEqual([waitMs]);
});

test('fault 6: waits until a date that it is told', async () => {
  const headers = { 'retry-after': new Date(Date.now() + 10_000).toUTCString() };
  const { ask, waits } = await scene([status(429, headers), 'later']);
  await ask();
  expect(waits[0]).toBeGreaterThan(5_000);
  expect(waits[0]).toBeLessThanOrEqual(10_000);
});

test('faults 6, 7: spends no more than thirty seconds on all retries together', async () => {
  const busy = status(429, { 'retry-after': '20' });
  const { server, ask, waits } = await scene([busy, busy, busy, busy]);
  await failureOf(ask());
  expect(waits).toEqual([20_000, 10_000]);
  expect(server.requests).toHaveLength(3);
});

test('fault 6: all requests of a run share five retries', async () => {
  const busy = status(429);
  const { server, ask, waits } = await scene([busy, busy, 'a', busy, busy, 'b', busy, busy, 'c']);
  expect((await ask()).text).toBe('a');
  expect((await ask()).text).toBe('b');
  expect(await failureOf(ask())).toBeInstanceOf(ModelUnavailable);
  expect(waits).toHaveLength(5);
  expect(server.requests).toHaveLength(8);
});

test.each<[string, ScriptedReply]>([
  ['is cut in the middle', { kind: 'cut', text: 'half a re' }],
  ['ends without a finish reason', { kind: 'unfinished', text: 'half a re' }],
  ['is broken off before any answer', { kind: 'reset' }],
  [
    'holds a malformed chunk',
    { kind: 'raw', contentType: 'text/event-stream', body: 'data: {"ch\n\n' },
  ],
  ['is malformed JSON', { kind: 'raw', contentType: 'application/json', body: '{"choices": [' }],
  ['is JSON without a choice', { kind: 'raw', contentType: 'application/json', body: '{}' }],
  [
    'holds an error inside the stream',
    {
      kind: 'raw',
      contentType: 'text/event-stream',
      body: 'data: {"error":{"message":"overloaded","code":503}}\n\n',
    },
  ],
])('never takes a reply for whole that %s, but asks again', async (_, fault) => {
  const { server, ask } = await scene([fault, 'whole']);
  expect((await ask()).text).toBe('whole');
  expect(server.requests).toHaveLength(2);
});

test('fault 5: asks again when the stream falls silent', async () => {
  const { server, ask } = await scene([{ kind: 'stall', text: 'half' }, 'whole'], { idleMs: 500 });
  expect((await ask()).text).toBe('whole');
  expect(server.requests).toHaveLength(2);
});

test('fault 5: says so when the stream always falls silent', async () => {
  const stall = { kind: 'stall', text: 'half' } as const;
  const { ask } = await scene([stall, stall, stall, stall], { idleMs: 30 });
  expect((await failureOf(ask())).message).toContain('fell silent in the middle of a reply');
});

test('a slow stream is no silent one', async () => {
  const { ask } = await scene([{ kind: 'reply', text: 'x'.repeat(70), pauseMs: 150 }], {
    idleMs: 1000,
  });
  expect((await ask()).text).toHaveLength(70);
});

test.each<[string, ScriptedReply]>([
  ['in mid-stream', { kind: 'stall', text: 'half' }],
  ['while it waits to ask again', status(503, { 'retry-after': '25' })],
])('stops at once when cancelled %s', async (_, fault) => {
  const { server } = await scene([fault]);
  const model = createOpenAiModel({ model: 'scripted', baseUrl: server.baseUrl });
  const controller = new AbortController();
  const asking = failureOf(model.complete(REQUEST, controller.signal));
  await vi.waitFor(() => {
    expect(server.requests).toHaveLength(1);
  });
  const reason = new Error('stopped by the user');
  const begin = performance.now();
  controller.abort(reason);
  expect(await asking).toBe(reason);
  expect(performance.now() - begin).toBeLessThan(1000);
  expect(server.requests).toHaveLength(1);
});

test('asks nothing when cancelled before', async () => {
  const { server, model } = await scene(['never']);
  await expect(model.complete(REQUEST, AbortSignal.abort(new Error('early')))).rejects.toThrow(
    'early',
  );
  expect(server.requests).toHaveLength(0);
});

test('counts the tokens of a reply that broke off, because providers charge them', async () => {
  const usage = { prompt_tokens: 100, completion_tokens: 10 };
  const whole: ScriptedReply = { kind: 'reply', text: 'whole', usage };
  const { ask } = await scene([{ kind: 'cut', text: 'half a reply' }, whole]);
  const reply = await ask();
  expect(reply.usage.inputTokens).toBe(
    100 + estimateTokens('You repair code.') + estimateTokens('Fix it.'),
  );
  expect(reply.usage.outputTokens).toBeGreaterThan(10);
  expect(reply.usage.estimated).toBe(true);
});
