import { describe, expect, test } from 'vitest';
import { processEnvironment } from '../../../../src/adapters/processes/processEnvironment';

const PLAIN = { NO_COLOR: '1', FORCE_COLOR: '0', TERM: 'dumb' };

describe('processEnvironment', () => {
  test('leaves out secrets, the editor and enclosing test runs', () => {
    const inherited = {
      HOME: '/h',
      OPENAI_API_KEY: 'x',
      GITHUB_TOKEN: 'x',
      DB_PASSWORD: 'x',
      ELECTRON_RUN_AS_NODE: '1',
      VSCODE_INSPECTOR_OPTIONS: '{}',
      NODE_TEST_CONTEXT: 'child-v8',
      VITEST: 'true',
    };
    expect(processEnvironment(inherited)).toEqual({ HOME: '/h', ...PLAIN });
  });

  test.each([
    'APIKEY',
    'OPENAIKEY',
    'SSHKEY',
    'DEPLOY_KEYS',
    'KEY_PEM',
    'AWS_ACCESSKEYID',
    'aws_access_key_id',
  ])('leaves out %s, which names a key', (name) => {
    expect(processEnvironment({ [name]: 'x' })).toEqual(PLAIN);
  });

  test.each(['KEYCLOAK_URL', 'KEYBOARD_LAYOUT'])(
    'keeps %s, which only begins like a key',
    (name) => {
      expect(processEnvironment({ [name]: 'x' })).toEqual({ [name]: 'x', ...PLAIN });
    },
  );

  test('leaves out values that have the shape of a key, and addresses with a password', () => {
    const inherited = {
      DEPLOY: `ghp_${'a1B2'.repeat(9)}`,
      MIRROR: 'https://me:hunter22@packages.example.com/simple',
      SSH_AUTH_SOCK: '/tmp/agent',
      DATABASE_URL: 'postgres://test:test@localhost:5432/test',
      CACHE: 'redis://:pass@cache/0',
    };
    const { DATABASE_URL, CACHE } = inherited;
    expect(processEnvironment(inherited)).toEqual({ DATABASE_URL, CACHE, ...PLAIN });
  });

  test('tells of a proxy only where it is', () => {
    const inherited = { https_proxy: 'http://me:hunter22@proxy.example.com:3128', NO_PROXY: 'a,b' };
    const https_proxy = 'http://proxy.example.com:3128';
    expect(processEnvironment(inherited)).toEqual({ https_proxy, NO_PROXY: 'a,b', ...PLAIN });
  });

  test('keeps NODE_OPTIONS but for the debugger', () => {
    const options = '--require "/x y/js-debug/bootloader.js" --experimental-vm-modules';
    expect(processEnvironment({ NODE_OPTIONS: options })).toEqual({
      NODE_OPTIONS: '--experimental-vm-modules',
      ...PLAIN,
    });
    expect(processEnvironment({ NODE_OPTIONS: '-r /js-debug/b.js' })).toEqual(PLAIN);
  });

  test('puts what is added on top, and undefined removes', () => {
    expect(processEnvironment({ A: '1', B: '2' }, { A: '3', B: undefined, MY_TOKEN: 't' })).toEqual(
      {
        A: '3',
        MY_TOKEN: 't',
        ...PLAIN,
      },
    );
  });
});
