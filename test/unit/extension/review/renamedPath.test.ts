import { expect, test } from 'vitest';
import { renamedPath } from '../../../../src/extension/review/renamedPath';

test('follows a renamed file and a renamed folder above it, and nothing else', () => {
  const to = (path: string): string | undefined => renamedPath(path, '/w/src', '/w/lib');
  expect([to('/w/src'), to('/w/src/a.js'), to('/w/src2/a.js'), to('/w')]).toEqual([
    '/w/lib',
    '/w/lib/a.js',
    undefined,
    undefined,
  ]);
});
