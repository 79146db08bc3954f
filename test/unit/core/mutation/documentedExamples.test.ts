import { expect, test } from 'vitest';
import { documentedExamples } from '../../../../src/core/mutation/documentedExamples';

function drawn(text: string, name = 'f'): readonly string[] {
  return documentedExamples(text, name).map(({ call, value }) => `${call} is ${value}`);
}

test('prompts as of doctest are examples, in docstrings and in comments', () => {
  expect(
    drawn('"""\n    >>> f([1, 2], 3)\n    True\n    >>> f([], 0)\n    False\n    """'),
  ).toEqual(['f([1, 2], 3) is True', 'f([], 0) is False']);
  expect(drawn('/* Adds.\n * >>> f(1, 2);\n * 3\n */')).toEqual(['f(1, 2) is 3']);
  expect(drawn('// >>> f(1)\n// 2\nfunction f() {}')).toEqual(['f(1) is 2']);
});

test.each([
  ['// f(1) => 2', 'f(1) is 2'],
  ['# f(1) -> 2', 'f(1) is 2'],
  [' * f("a", g(2)) == [1, 2].', 'f("a", g(2)) is [1, 2]'],
  ['   f(1) ➞ 2', 'f(1) is 2'],
  ['// For example, f(1) should return 2.', 'f(1) is 2'],
  ['// f(1); // => 2', undefined],
  ['// f(1) // => 2', 'f(1) is 2'],
  ['  f(1) returns the sum', 'f(1) is sum'],
  ['const x = f(1);', undefined],
  ['// of(1) => 2', undefined],
  ['>>> f(1)\n>>> f(2)', undefined],
])('%s', (text, expected) => {
  expect(drawn(text)).toEqual(expected === undefined ? [] : [expected]);
});

test('names may hold a dollar sign', () => {
  expect(drawn('// $f(1) => 2', '$f')).toEqual(['$f(1) is 2']);
});
