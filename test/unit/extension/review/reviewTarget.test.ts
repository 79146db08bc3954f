import { expect, test } from 'vitest';
import { readTarget } from '../../../../src/extension/review/reviewTarget';

test('a row, or the target in it, names what a command is about', () => {
  const hunk = { kind: 'hunk', session: 's', revision: 1, path: 'a.ts', hunk: 'key' };
  expect(readTarget(hunk)).toEqual(hunk);
  expect(readTarget({ id: 'row', target: hunk })).toEqual(hunk);
  expect(readTarget({ session: 's', revision: 1 })).toEqual({
    kind: 'revision',
    session: 's',
    revision: 1,
  });
});

test('the edits of tests of a revision are told from the revision', () => {
  const tests = { kind: 'tests', session: 's', revision: 1 };
  expect(readTarget({ id: 'row', target: tests })).toEqual(tests);
});

test('fault 111: anything else that somebody hands to a command names nothing', () => {
  const plain = [undefined, null, 1, 'x', {}, { path: 'a.ts' }, { target: 3 }];
  const hostile = [
    { session: { toString: () => 's' }, revision: 1 },
    { path: '../../etc/passwd', hunk: 'x' },
    { command: 'touch /tmp/x', cwd: '/' },
    ['s', 1, 'a.ts'],
    JSON.parse('{ "__proto__": { "session": "s" } }') as unknown,
  ];
  for (const value of [...plain, ...hostile]) expect(readTarget(value)).toBeUndefined();
});
