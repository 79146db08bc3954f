import { expect, test } from 'vitest';

import {
  assertContainedPath,
  isInside,
  PathOutsideWorkspace,
} from '../../../../src/adapters/workspace/containedPath';

test.each([
  'a.ts',
  'src/a b$(x).ts',
  '..hidden/a',
  '.github/a.yml',
  '-dash',
  'a/.gitignore',
  '…/é',
])('passes %j', (path) => {
  expect(() => {
    assertContainedPath(path);
  }).not.toThrow();
});

test.each([
  '',
  '/a',
  '../a',
  'a/..',
  'a/./b',
  'a//b',
  'a/',
  'a\\b',
  'a\0',
  '.git',
  'a/.Git /b',
  'GIT~1',
])('refuses %j', (path) => {
  expect(() => {
    assertContainedPath(path);
  }).toThrow(PathOutsideWorkspace);
});

test('a folder beside with a longer name is not inside', () => {
  expect(isInside('/home/repo', '/home/repo-evil/a')).toBe(false);
  expect(isInside('/home/repo', '/home/repo/..a')).toBe(true);
  expect(isInside('/home/repo', '/home/repo')).toBe(true);
  expect(isInside('/home/repo', '/home')).toBe(false);
});
