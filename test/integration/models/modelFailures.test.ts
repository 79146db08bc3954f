import { createServer } from 'node:net';
import { inspect } from 'node:util';

import { expect, test } from 'vitest';

import { ModelNotFound } from '../../../src/adapters/models/errors/modelNotFound';
import { ModelRefusedKey } from '../../../src/adapters/models/errors/modelRefusedKey';
import { ModelRejectedRequest } from '../../../src/adapters/models/errors/modelRejectedRequest';
import { ModelReplyUnreadable } from '../../../src/adapters/models/errors/modelReplyUnreadable';
import { ModelUnreachable } from '../../../src/adapters/models/errors/modelUnreachable';
import { PromptTooLong } from '../../../src/core/prompting/promptTooLong';
import { createOpenAiModel } from '../../../src/adapters/models/openAiModel';
import { startScriptedModel } from '../../support/scriptedModel';
import { failureOf, KEY, REQUEST, scene } from './askModel';

const { signal } = new AbortController();

function failing(status: number, message: string, more: Readonly<Record<string, unknown>> = {}) {
  return { kind: 'status', status, body: { error: { message, ...more } } } as const;
}

test.each([401, 403])('says at status %i to check the key, and never shows it', async (status) => {
  const { server, ask } = await scene([failing(status, `Incorrect API key provided: ${KEY}`)]);
  const failure = await failureOf(ask());
  expect(failure).toBeInstanceOf(ModelRefusedKey);
  expect(failure.message).toContain('refused the key; check');
  expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain(KEY);
  expect(server.requests).toHaveLength(1);
});

test('says that a key is wanted when none is set', async () => {
  const { ask } = await scene([failing(401, 'no key')], { apiKey: '' });
  expect((await failureOf(ask())).message).toContain('wants a key and none is set');
});

test('fault 8: takes the key out of whatever the server says', async () => {
  const { ask } = await scene([failing(400, `bad header Bearer ${KEY}\nsk-proj-another`)]);
  const failure = await failureOf(ask());
  expect(failure).toBeInstanceOf(ModelRejectedRequest);
  expect(failure.message).toContain('bad header Bearer [key] [key]; check');
  expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain(KEY);
});

test('does not repeat a key that can not be sent', () => {
  const options = { model: 'm', apiKey: 'sk-secret\nsk-second' };
  expect(() => createOpenAiModel(options)).toThrow(/^The key has blanks [^]*copy it again/);
  expect(() => createOpenAiModel(options)).not.toThrow('sk-secret');
});

test.each(['not a url', 'file:///etc/passwd', 'localhost:11434'])(
  'refuses the base URL %s',
  (baseUrl) => {
    expect(() => createOpenAiModel({ model: 'm', baseUrl })).toThrow(
      'not an http or https address',
    );
  },
);

test('fault 11: names host and port when nothing listens there, with a hint for local servers', async () => {
  const server = await startScriptedModel();
  await server.close();
  const model = createOpenAiModel({ model: 'm', baseUrl: server.baseUrl });
  const failure = await failureOf(model.complete(REQUEST, signal));
  expect(failure).toBeInstanceOf(ModelUnreachable);
  expect(failure.message).toContain(`${new URL(server.baseUrl).host} can't be reached`);
  expect(failure.message).toContain('refused (ECONNREFUSED); start the local server');
});

test('fault 11: names a host that does not exist', async () => {
  const model = createOpenAiModel({ model: 'm', baseUrl: 'https://no-such-host.invalid/v1' });
  const failure = await failureOf(model.complete(REQUEST, signal));
  expect(failure.message).toMatch(
    /no-such-host\.invalid can't be reached: the host name is not known/,
  );
});

test('fault 11: names a failed secure connection', async () => {
  const plain = createServer((socket) => socket.end('not TLS'));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  const address = plain.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const model = createOpenAiModel({ model: 'm', baseUrl: `https://127.0.0.1:${String(port)}/v1` });
  const failure = await failureOf(model.complete(REQUEST, signal));
  plain.close();
  expect(failure).toBeInstanceOf(ModelUnreachable);
  expect(failure.message).toContain('the secure connection failed (');
});

test('names the model that the server does not have', async () => {
  const { ask } = await scene([failing(404, 'The model `scripted` does not exist')]);
  const failure = await failureOf(ask());
  expect(failure).toBeInstanceOf(ModelNotFound);
  expect(failure.message).toContain('has no model "scripted"');
});

test('points at the base URL when there is no such endpoint', async () => {
  const { ask } = await scene([failing(404, 'Not Found')]);
  expect((await failureOf(ask())).message).toContain('the base URL usually ends in /v1');
});

test.each([
  "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
  'the request exceeds the available context size (8192 tokens), try increasing it',
])('tells the sizes when the context is too short: %s', async (message) => {
  const { server, ask } = await scene([failing(400, message, { code: 'context_length_exceeded' })]);
  const failure = await failureOf(ask());
  expect(failure).toBeInstanceOf(PromptTooLong);
  expect(failure.message).toMatch(
    /about \d+ tokens.*up to 1000.*of 8192 tokens of model "scripted"/,
  );
  expect(server.requests).toHaveLength(1);
});

test.each([
  ['a page in place of a reply', { kind: 'raw', contentType: 'text/html', body: '<html>Log in' }],
  [
    'a page that claims to be JSON',
    { kind: 'raw', contentType: 'application/json', body: '<html>' },
  ],
  ['a picture', { kind: 'raw', contentType: 'image/png', body: 'PNG' }],
] as const)('names %s', async (_, page) => {
  const { server, ask } = await scene([page]);
  const failure = await failureOf(ask());
  expect(failure).toBeInstanceOf(ModelReplyUnreadable);
  expect(failure.message).toMatch(
    /answered with (a web page|image\/png) instead of a model's reply/,
  );
  expect(server.requests).toHaveLength(1);
});

test('fault 10: does not quote the page of a gateway that kept failing', async () => {
  const page = {
    kind: 'raw',
    status: 502,
    contentType: 'text/html',
    body: '<html><body>Bad gateway</body></html>',
  } as const;
  const { ask } = await scene([page, page, page, page]);
  const failure = await failureOf(ask());
  expect(failure.message).toContain(
    'kept failing, also when asked again: a web page (status 502);',
  );
});

test('does not retry when the account has no credit left', async () => {
  const { server, ask } = await scene([failing(429, 'No quota', { code: 'insufficient_quota' })]);
  expect(await failureOf(ask())).toBeInstanceOf(ModelRejectedRequest);
  expect(server.requests).toHaveLength(1);
});

test('fault 103: follows no redirect, so the key goes nowhere', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    await using elsewhere = await startScriptedModel('stolen');
    const headers = { location: `${elsewhere.baseUrl}/chat/completions` };
    const { ask } = await scene([{ kind: 'status', status, headers }]);
    const failure = await failureOf(ask());
    expect(failure).toBeInstanceOf(ModelReplyUnreadable);
    expect(failure.message).toContain(`a redirect to ${new URL(elsewhere.baseUrl).origin}`);
    expect(elsewhere.requests).toHaveLength(0);
  }
});
