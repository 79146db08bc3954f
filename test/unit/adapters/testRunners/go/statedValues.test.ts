import { describe, expect, test } from 'vitest';
import { statedValues } from '../../../../../src/adapters/testRunners/go/statedValues';

describe('values that a failure states', () => {
  test.each([
    ['Add(2, 3) = -1, want 5', '5', '-1'],
    ['Add(2, 3) = -1; want 5', '5', '-1'],
    ['got -1, want 5', '5', '-1'],
    ['got: "a b", wanted: "c"', '"c"', '"a b"'],
    ['got  [1 2]\nwant [1 3]', '[1 3]', '[1 2]'],
    ['expected 5, got -1', '5', '-1'],
    ['expected 5 but got -1', '5', '-1'],
    ['sum: want 5 got -1', '5', '-1'],
    [
      '\tError:      \tNot equal: \n\t            \texpected: 5\n\t            \tactual  : -1',
      '5',
      '-1',
    ],
    ['got:\none\ntwo\nwant:\none', 'one', 'one\ntwo'],
  ])('are found in %j', (text, expected, actual) => {
    expect(statedValues(text)).toEqual({ expected, actual });
  });

  test.each([
    'it is wrong',
    'I forgot what I want',
    'got nil, expected error',
    'expected an error',
  ])('are not made up for %j', (text) => {
    expect(statedValues(text)).toBeUndefined();
  });
});
