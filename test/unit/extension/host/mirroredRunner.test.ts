import { expect, test } from 'vitest';
import type { TestRunner } from '../../../../src/core/ports';
import { mirroredRunner } from '../../../../src/extension/host/mirroredRunner';

test('live output goes to both listeners, and the rest of the request is untouched', async () => {
  const requests: unknown[] = [];
  const runner: TestRunner = {
    name: 'fake',
    run: (request) => {
      requests.push(request.root);
      request.onOutput?.('hello');
      return Promise.reject(new Error('end'));
    },
  };
  const heard: string[] = [];
  const mirrored = mirroredRunner(runner, (text) => heard.push(`mirror ${text}`));
  const request = {
    root: '/w',
    selection: { kind: 'all' as const },
    limits: { timeoutMs: 1, silenceMs: 1 },
    onOutput: (text: string) => {
      heard.push(`own ${text}`);
    },
  };
  await expect(mirrored.run(request, new AbortController().signal)).rejects.toThrow('end');
  expect(mirrored.name).toBe('fake');
  expect(requests).toEqual(['/w']);
  expect(heard).toEqual(['own hello', 'mirror hello']);
});
