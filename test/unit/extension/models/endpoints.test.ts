import { describe, expect, test } from 'vitest';
import {
  endpointsOf,
  knownBaseUrls,
  mayHoldKey,
  mayTakeEnvironmentKey,
  originOf,
  withEndpoint,
} from '../../../../src/extension/models/endpoints';

const OPENAI = 'https://api.openai.com/v1';
const LOCAL = 'http://localhost:11434/v1';
const HOSTED = 'https://models.example/api/v1';

describe('the server that is asked', () => {
  test('is the one that is set, else that of the environment, else OpenAI', () => {
    const environment = { OPENAI_BASE_URL: HOSTED };
    expect(endpointsOf({ baseUrl: LOCAL, endpoints: [] }, environment).current).toBe(LOCAL);
    expect(endpointsOf({ endpoints: [] }, environment).current).toBe(HOSTED);
    expect(endpointsOf({ endpoints: [] }, { OPENAI_BASE_URL: ' ' }).current).toBe(OPENAI);
  });

  test('is shown first and once, however it is written', () => {
    expect(knownBaseUrls({ current: LOCAL, added: [HOSTED, `${LOCAL}/`] })).toHaveLength(2);
    expect(knownBaseUrls({ current: 'no address', added: [HOSTED] })).toEqual([HOSTED]);
  });

  test('is kept once among those that were added', () => {
    expect(withEndpoint([`${LOCAL}/`, HOSTED], LOCAL)).toEqual([HOSTED, LOCAL]);
  });

  test('has an origin only as an address of the web', () => {
    expect(originOf('http://localhost:11434/v1')).toBe('http://localhost:11434');
    expect(originOf('file:///etc/passwd')).toBeUndefined();
    expect(originOf('localhost')).toBeUndefined();
  });
});

test.each([
  [LOCAL, false],
  ['no address', false],
  ['https://user:pass@models.example/v1', true],
  ['https://sk-key@models.example/v1', true],
  ['https://models.example/v1?api_key=sk', true],
  ['https://models.example/v1#sk', true],
])('%s may hold a key: %s', (url, isSecret) => {
  expect(mayHoldKey(url)).toBe(isSecret);
});

describe('the key of the environment', () => {
  test('goes to the server that the environment names, and then to no other', () => {
    const environment = { OPENAI_BASE_URL: HOSTED };
    const endpoints = { current: LOCAL, added: [] };
    expect(mayTakeEnvironmentKey(HOSTED, endpoints, environment)).toBe(true);
    expect(mayTakeEnvironmentKey(LOCAL, endpoints, environment)).toBe(false);
    expect(mayTakeEnvironmentKey(OPENAI, endpoints, environment)).toBe(false);
  });

  test('goes to OpenAI, and to the server that is set by hand', () => {
    const endpoints = { current: LOCAL, added: [HOSTED] };
    expect(mayTakeEnvironmentKey(OPENAI, endpoints, {})).toBe(true);
    expect(mayTakeEnvironmentKey(LOCAL, endpoints, {})).toBe(true);
    expect(mayTakeEnvironmentKey(HOSTED, endpoints, {})).toBe(false);
  });

  test('does not go to a server that was added, even while it is asked', () => {
    const endpoints = { current: HOSTED, added: [HOSTED] };
    expect(mayTakeEnvironmentKey(HOSTED, endpoints, {})).toBe(false);
  });
});
