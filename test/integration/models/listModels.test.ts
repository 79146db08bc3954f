import { describe, expect, onTestFinished, test } from 'vitest';
import { checkModel } from '../../../src/adapters/models/checkModel';
import { ModelNotFound } from '../../../src/adapters/models/errors/modelNotFound';
import { ModelRefusedKey } from '../../../src/adapters/models/errors/modelRefusedKey';
import { ModelReplyUnreadable } from '../../../src/adapters/models/errors/modelReplyUnreadable';
import { ModelUnreachable } from '../../../src/adapters/models/errors/modelUnreachable';
import { listModels } from '../../../src/adapters/models/listModels';
import { type ScriptedModel, startScriptedModel } from '../../support/scriptedModel';
import type { ScriptedReply } from '../../support/scriptedTurn';
import { KEY } from './askModel';

const { signal } = new AbortController();

async function server(...replies: readonly ScriptedReply[]): Promise<ScriptedModel> {
  const started = await startScriptedModel(...replies);
  onTestFinished(() => started.close());
  return started;
}

describe('the list of models of a server', () => {
  test('holds those for text, with the prices that are told', async () => {
    const started = await server();
    const { baseUrl, listings } = started;
    started.offer([
      { id: 'a', pricing: { prompt: '0.00000025', completion: '0.000002' } },
      { id: 'b', pricing: { input: 0.2, output: 0.6 } },
      { id: 'varies', pricing: { prompt: '-1', completion: '-1' } },
      { id: 'text-embedding-3-small' },
      { id: 7 },
    ]);
    expect(await listModels({ baseUrl, apiKey: KEY }, signal)).toEqual([
      { id: 'a', price: { input: 0.25, output: 2 } },
      { id: 'b', price: { input: 0.2, output: 0.6 } },
      { id: 'varies' },
    ]);
    expect(listings[0]?.['authorization']).toBe(`Bearer ${KEY}`);
  });

  test('is asked for without a header when there is no key', async () => {
    const { baseUrl, listings } = await server();
    await listModels({ baseUrl }, signal);
    expect(listings[0]?.['authorization']).toBeUndefined();
  });

  test('can not be had from where nothing answers', async () => {
    const gone = await server();
    await gone.close();
    await expect(listModels({ baseUrl: gone.baseUrl }, signal)).rejects.toThrow(ModelUnreachable);
  });
});

describe('the check of a model', () => {
  test('is one request for a few tokens', async () => {
    const { baseUrl, requests } = await server('OK');
    await checkModel({ baseUrl, model: 'scripted', apiKey: KEY }, signal);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.body).toMatchObject({ model: 'scripted', max_tokens: 16 });
  });

  test('tells a refused key, an unknown model and what is no such server apart', async () => {
    const refused = await server({ kind: 'status', status: 401 });
    const unknown = await server({
      kind: 'status',
      status: 404,
      body: { error: { message: 'model "x" not found' } },
    });
    const page = await server({ kind: 'raw', contentType: 'text/html', body: '<html></html>' });
    const check = ({ baseUrl }: ScriptedModel): Promise<void> =>
      checkModel({ baseUrl, model: 'x' }, signal);
    await expect(check(refused)).rejects.toThrow(ModelRefusedKey);
    await expect(check(unknown)).rejects.toThrow(ModelNotFound);
    await expect(check(page)).rejects.toThrow(ModelReplyUnreadable);
  });

  test('is passed by a model that would think longer than the few tokens go', async () => {
    const message =
      'Could not finish the message because max_tokens or model output limit was reached.';
    const thinking = await server(
      ...Array.from({ length: 3 }, (): ScriptedReply => ({
        kind: 'status',
        status: 400,
        body: { error: { message } },
      })),
    );
    await checkModel({ baseUrl: thinking.baseUrl, model: 'thinks' }, signal);
    expect(thinking.requests.length).toBeGreaterThan(0);
  });
});
