import { describe, expect, test } from 'vitest';
import {
  noteAsked,
  noteSetByHand,
  originsWithKey,
  readApiKey,
  storeApiKey,
  type KeyPlace,
} from '../../../../src/extension/models/apiKeys';

const LOCAL = 'http://localhost:11434/v1';
const HOSTED = 'https://models.example/api/v1';

function placeWith(
  stored: Readonly<Record<string, string>>,
  place: Partial<KeyPlace> = {},
): KeyPlace & { readonly store: Map<string, string> } {
  const store = new Map(Object.entries(stored));
  const secrets = {
    keys: () => Promise.resolve([...store.keys()]),
    get: (name: string) => Promise.resolve(store.get(name)),
    store: (name: string, value: string) => Promise.resolve(void store.set(name, value)),
    delete: (name: string) => Promise.resolve(void store.delete(name)),
  };
  const endpoints = { current: LOCAL, added: [HOSTED] };
  return { store, secrets, endpoints, environment: {}, ...place };
}

describe('a stored key', () => {
  test('goes to the origin that it was stored for, and to no other', async () => {
    const place = placeWith({});
    await storeApiKey(place.secrets, HOSTED, 'sk-hosted');
    expect(await readApiKey(place, 'https://models.example/other')).toBe('sk-hosted');
    expect(await readApiKey(place, LOCAL)).toBeUndefined();
    expect(await readApiKey(place, 'http://models.example/api/v1')).toBeUndefined();
    expect(await originsWithKey(place)).toEqual(['https://models.example']);
  });

  test('comes before that of the environment, and is forgotten when it is emptied', async () => {
    const place = placeWith({}, { environment: { OPENAI_API_KEY: 'sk-env' } });
    await storeApiKey(place.secrets, LOCAL, 'sk-own');
    expect(await readApiKey(place, LOCAL)).toBe('sk-own');
    await storeApiKey(place.secrets, LOCAL, '');
    expect(await readApiKey(place, LOCAL)).toBe('sk-env');
    expect(await readApiKey(place, HOSTED)).toBeUndefined();
  });

  test('of the environment stays that of a server set by hand that is kept in the list, until it is asked for its own', async () => {
    const endpoints = { current: LOCAL, added: [HOSTED, LOCAL] };
    const place = placeWith({}, { endpoints, environment: { OPENAI_API_KEY: 'sk-env' } });
    expect(await readApiKey(place, LOCAL)).toBeUndefined();
    await noteSetByHand(place.secrets, LOCAL);
    expect(await readApiKey(place, LOCAL)).toBe('sk-env');
    expect(await readApiKey(place, HOSTED)).toBeUndefined();
    expect(await originsWithKey(place)).toEqual([]);
    await noteAsked(place.secrets, LOCAL);
    expect(await readApiKey(place, LOCAL)).toBeUndefined();
  });

  test('of an earlier version is taken over once, for the server that is configured', async () => {
    const place = placeWith({ 'fixpoint.openai.apiKey': 'sk-old' });
    expect(await readApiKey(place, HOSTED)).toBeUndefined();
    expect(await readApiKey(place, LOCAL)).toBe('sk-old');
    expect([...place.store.keys()]).toEqual(['fixpoint.apiKey:http://localhost:11434']);
  });

  test('of an earlier version does not replace the one that was set since', async () => {
    const place = placeWith({
      'fixpoint.openai.apiKey': 'sk-old',
      'fixpoint.apiKey:http://localhost:11434': 'sk-new',
    });
    expect(await readApiKey(place, LOCAL)).toBe('sk-new');
    expect(place.store.size).toBe(1);
  });
});
