import { expect, test } from 'vitest';
import { changedLines } from '../../../../src/core/context/changedLines';

const OLDER = 'one\ntwo\nthree\nfour\n';

test.each([
  ['nothing', OLDER, []],
  ['a changed line', 'one\n2\nthree\nfour\n', [2]],
  ['added lines', 'one\ntwo\nnew\nnewer\nthree\nfour\n', [3, 4]],
  ['a removed line', 'one\nthree\nfour\n', [1, 2]],
  ['line ends', OLDER.replaceAll('\n', '\r\n'), []],
])('%s', (_, text, lines) => {
  expect([...changedLines(OLDER, text)]).toEqual(lines);
});
