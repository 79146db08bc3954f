import { expect, test } from 'vitest';
import { filesKey, needsVerdict } from '../../../../src/extension/review/acceptedState';
import { beginFileReview, type FileReview } from '../../../../src/extension/review/fileReview';

const base = 'a\nb\n';
const fix = 'A\nb\n';
const texts = {
  baseline: new Map([
    ['x.js', base],
    ['x.test.js', base],
  ]),
  proposed: new Map([
    ['x.js', '\uFEFFA\r\nb\r\n'],
    ['x.test.js', fix],
  ]),
  tests: new Set(['x.test.js']),
};

function needs(code: Partial<FileReview>, tests: Partial<FileReview> = {}): boolean {
  const file = beginFileReview({ path: 'x.js', base, proposal: fix, real: base });
  const testFile = { ...file, path: 'x.test.js', ...tests };
  const files = [{ ...file, ...code }, testFile];
  return needsVerdict({ session: 's', revision: 1, root: 'file:///w', files }, texts);
}

test('nothing accepted, or all of it, needs no run of its own', () => {
  expect(needs({})).toBe(false);
  expect(needs({ accepted: 1, real: fix })).toBe(false);
});

test('a part of it, or more than it, was never judged', () => {
  expect(needs({ accepted: 1 })).toBe(true);
  expect(needs({ accepted: 1, real: 'A\nb\nmine\n' })).toBe(true);
  expect(needs({ accepted: 1, real: fix, path: 'renamed.js' })).toBe(true);
});

test('an accepted edit of a test was never judged, because revisions run with the tests as they were', () => {
  expect(needs({ accepted: 1, real: fix }, { accepted: 1, real: fix })).toBe(true);
});

test('the name of the files changes with their texts', () => {
  const key = (real: string | null): string =>
    filesKey({
      session: 's',
      revision: 1,
      root: 'file:///w',
      files: [beginFileReview({ path: 'x.js', base, proposal: fix, real })],
    });
  expect(key(base)).toBe(key(base));
  expect(new Set([key(base), key(fix), key(null)]).size).toBe(3);
});
