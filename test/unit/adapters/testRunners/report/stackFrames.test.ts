import { describe, expect, test } from 'vitest';
import {
  parseStack,
  statedPlace,
} from '../../../../../src/adapters/testRunners/report/stackFrames';

describe('parseStack', () => {
  test('reads functions, addresses, spaces, brackets and Windows paths, and skips the rest', () => {
    const stack = [
      'Error: at nothing (x:1:2)',
      '    at add (/w/a b/(c)/calc.js:3:9)',
      '    at async Promise.all (index 0)',
      '    at async run (file:///w/t.mjs:10:3)',
      '    at /w/top.js:1:1',
      '    at new Thing (C:\\w\\thing.js:5:6)',
      '    at native',
    ].join('\n');
    expect(parseStack(stack)).toEqual([
      { file: '/w/a b/(c)/calc.js', line: 3, column: 9, function: 'add' },
      { file: 'file:///w/t.mjs', line: 10, column: 3, function: 'run' },
      { file: '/w/top.js', line: 1, column: 1 },
      { file: 'C:\\w\\thing.js', line: 5, column: 6, function: 'new Thing' },
    ]);
  });
});

describe('statedPlace', () => {
  test.each([
    ['/w/src/x.ts:2:10: ERROR: Expected ";"', '/w/src/x.ts', 2, 10],
    ['Transform failed:\n\u001b[31m╭─[ src/x.ts:4:7 ]\u001b[0m', 'src/x.ts', 4, 7],
    ['(C:\\w\\x.ts:1:2)', 'C:\\w\\x.ts', 1, 2],
  ])('finds the place in %j', (message, file, line, column) => {
    expect(statedPlace({ kind: 'load', message })).toEqual([{ file, line, column }]);
  });

  test('finds none in plain words', () => {
    expect(statedPlace({ kind: 'load', message: 'No module at 10:20:30' })).toEqual([]);
  });
});
