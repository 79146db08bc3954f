import { describe, expect, test } from 'vitest';
import { splitCommandLine } from '../../../../../src/adapters/testRunners/detection/splitCommandLine';

describe('splitCommandLine', () => {
  test.each([
    ['vitest run', ['vitest', 'run']],
    ['  a   b\t c ', ['a', 'b', 'c']],
    [`node -t "two words" 'and "these"'`, ['node', '-t', 'two words', 'and "these"']],
    [`a"b c"d`, ['ab cd']],
    [`x ""  ''`, ['x', '', '']],
    [String.raw`a\ b "c\"d" 'e\f'`, ['a b', 'c"d', String.raw`e\f`]],
    [String.raw`C:\tools\node.exe --test`, [String.raw`C:\tools\node.exe`, '--test']],
    [`'a|b' "x;y"`, ['a|b', 'x;y']],
    ['', []],
  ])('splits %j', (line, words) => {
    expect(splitCommandLine(line)).toEqual(words);
  });

  test.each([
    'a && b',
    'a | b',
    'a; b',
    'a > f',
    'a $HOME',
    'a "$HOME"',
    'a `b`',
    'a "b',
    "a 'b",
    'a\nb',
  ])('leaves %j to a shell', (line) => {
    expect(splitCommandLine(line)).toBeUndefined();
  });
});
