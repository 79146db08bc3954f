import { expect, test } from 'vitest';
import type { Mutation } from '../../../../src/core/mutation/mutation';
import { spotWeights } from '../../../../src/core/mutation/spotWeights';

const TEXT = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n';
const LINES = new Map([
  [2, 0.5],
  [7, 1],
]);

function weightAt(word: string, path = 'a.py'): number {
  const weights = spotWeights({ suspicion: new Map([['a.py', LINES]]) }, new Map([['a.py', TEXT]]));
  const start = TEXT.indexOf(word);
  const mutation: Mutation = {
    start,
    end: start + 1,
    replacement: '',
    pattern: 'changed-number',
    description: '',
  };
  return weights(path, mutation);
}

test.each([
  ['two', 0.5],
  // Later lines of a statement have its weight.
  ['three', 0.5],
  ['five', 0.5],
  // Above a line something may be missing.
  ['one', 0.5],
  ['six', 1],
  ['seven', 1],
  ['eight', 1],
])('%s: %f', (word, expected) => {
  expect(weightAt(word)).toBe(expected);
});

test('what no failing test ran has little weight, and files without coverage are as before', () => {
  const weights = spotWeights(
    { suspicion: new Map([['a.py', new Map([[7, 1]])]]) },
    new Map([['a.py', TEXT]]),
  );
  const mutation = { start: 0, end: 1, replacement: '', description: '' } as Mutation;
  expect(weights('a.py', mutation)).toBe(0.1);
  expect(weightAt('one', 'b.py')).toBe(1);
});

test('what is as in the last commit has half the weight, where the file has changed', () => {
  const files = new Map([['a.py', TEXT]]);
  const mutation = { start: 0, end: 1, replacement: '', description: '' } as Mutation;
  const weightOf = (...changed: readonly number[]): number =>
    spotWeights({ changed: new Map([['a.py', new Set(changed)]]) }, files)('a.py', mutation);
  expect(weightOf(1)).toBe(1);
  expect(weightOf(2)).toBe(0.5);
  expect(spotWeights({ changed: new Map() }, files)('a.py', mutation)).toBe(1);
});
