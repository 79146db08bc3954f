import { describe, expect, test } from 'vitest';

import { cacheFolder, stateFolder } from '../../../src/adapters/userFolders';

describe.runIf(process.platform !== 'win32')('the folders of a user', () => {
  test.each([
    ['linux', '/home/ann/.local/state/fixpoint', '/home/ann/.cache/fixpoint'],
    [
      'darwin',
      '/home/ann/Library/Application Support/fixpoint',
      '/home/ann/Library/Caches/fixpoint',
    ],
    ['win32', '/home/ann/AppData/Local/fixpoint/State', '/home/ann/AppData/Local/fixpoint/Cache'],
  ] as const)('are where %s keeps such things', (platform, state, cache) => {
    const surroundings = { platform, home: '/home/ann', env: {} };
    expect(stateFolder(surroundings)).toBe(state);
    expect(cacheFolder(surroundings)).toBe(cache);
  });

  test('follow the XDG variables, but not relative ones', () => {
    const env = { XDG_STATE_HOME: '/state', XDG_CACHE_HOME: 'relative' };
    const surroundings = { platform: 'linux', home: '/home/ann', env } as const;
    expect(stateFolder(surroundings)).toBe('/state/fixpoint');
    expect(cacheFolder(surroundings)).toBe('/home/ann/.cache/fixpoint');
  });
});
