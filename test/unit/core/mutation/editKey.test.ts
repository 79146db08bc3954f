import { expect, test } from 'vitest';
import { editKey } from '../../../../src/core/mutation/editKey';
import type { Mutation } from '../../../../src/core/mutation/mutation';

function edit(start: number, end: number, replacement: string): Mutation {
  return { start, end, replacement, pattern: 'jump-kind', description: 'Changes something.' };
}

test.each([
  ['an insertion beside its own text', 'a b', edit(0, 0, 'a '), edit(2, 2, 'a ')],
  [
    'a replacement and the insertion that it amounts to',
    'f(a)',
    edit(2, 3, 'a, b'),
    edit(3, 3, ', b'),
  ],
  ['a deletion in a run of equals', 'x aa y', edit(2, 3, ''), edit(3, 4, '')],
  ['edits that differ in spaces', 'x = 1', edit(4, 5, 'a  +  b'), edit(4, 5, 'a + b')],
])('one key for %s', (_, text, left, right) => {
  expect(editKey(text, left)).toBe(editKey(text, right));
});

test.each([
  ['another place', 'a b a', edit(0, 1, 'c'), edit(4, 5, 'c')],
  ['another indentation', 'x\n', edit(1, 1, '\n  y'), edit(1, 1, '\n    y')],
  ['another length', 'aaaa', edit(0, 1, ''), edit(0, 2, '')],
])('another key for %s', (_, text, left, right) => {
  expect(editKey(text, left)).not.toBe(editKey(text, right));
});

test('no key for an edit that changes nothing', () => {
  expect(editKey('abc', edit(1, 2, 'b'))).toBeUndefined();
});
