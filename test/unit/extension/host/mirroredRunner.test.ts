import { expect, test } from 'vitest';
import type { TestRunner } from '../../../../src/core/ports';
import { mirroredRunner } from '../../../../src/extension/host/mirroredRunner';

test('live output goes to both listeners, to the mirror with the paths of the folder, and the rest of the request is untouched', async () => {
  const requests: unknown[] = [];
  const runner: TestRunner = {
    name: 'fake',
    run: (request) => {
      requests.push(request.root);
      request.onOutput?.('hello from /tree/a.js');
      return Promise.reject(new Error('end'));
    },
  };
  const heard: string[] = [];
  const mirrored = mirroredRunner(runner, {
    root: '/home/w',
    onOutput: (text) => heard.push(`mirror ${text}`),
  });
  const request = {
    root: '/tree',
    selection: { kind: 'all' as const },
    limits: { timeoutMs: 1, silenceMs: 1 },
    onOutput: (text: string) => {
      heard.push(`own ${text}`);
    },
  };
  await expect(mirrored.run(request, new AbortController().signal)).rejects.toThrow('end');
  expect(mirrored.name).toBe('fake');
  expect(requests).toEqual(['/tree']);
  expect(heard).toEqual(['own hello from /tree/a.js', 'mirror hello from /home/w/a.js']);
});
