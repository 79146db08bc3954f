import { describe, expect, test } from 'vitest';
import { readReply } from '../../../../src/core/prompting/readReply';

describe('reading a reply', () => {
  test('takes edits, their paths and the prose apart', () => {
    const reply = [
      'The loop runs once too often.',
      '',
      'src/cart.js',
      '<<<<<<< SEARCH',
      'i <= n',
      '=======',
      'i < n',
      '>>>>>>> REPLACE',
      'That is all.',
    ].join('\n');
    expect(readReply(reply)).toEqual({
      edits: [{ path: 'src/cart.js', search: ['i <= n'], replace: ['i < n'] }],
      explanation: 'The loop runs once too often.\n\nThat is all.',
      needs: [],
    });
  });

  test('tolerates code fences, CRLF and marks around the path', () => {
    const reply =
      '### `src/a.js`:\r\n```js\r\n<<<<<<< SEARCH\r\na\r\n=======\r\nb\r\n>>>>>>> REPLACE\r\n```\r\n';
    expect(readReply(reply).edits).toEqual([{ path: 'src/a.js', search: ['a'], replace: ['b'] }]);
  });

  test('tolerates a fence before the path', () => {
    const reply = '```\nsrc/a.js\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n```';
    expect(readReply(reply)).toEqual({
      edits: [{ path: 'src/a.js', search: ['a'], replace: ['b'] }],
      explanation: '',
      needs: [],
    });
  });

  test('lets a second edit right below share the path', () => {
    const block = '<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n';
    expect(readReply(`a.js\n${block}\n${block}`).edits.map(({ path }) => path)).toEqual([
      'a.js',
      'a.js',
    ]);
  });

  test('keeps empty search and empty replacement', () => {
    const reply =
      'a.js\n<<<<<<< SEARCH\n=======\nnew\n>>>>>>> REPLACE\nb.js\n<<<<<<< SEARCH\nold\n=======\n>>>>>>> REPLACE';
    expect(readReply(reply).edits).toEqual([
      { path: 'a.js', search: [], replace: ['new'] },
      { path: 'b.js', search: ['old'], replace: [] },
    ]);
  });

  test('reads NEED and CONFLICT lines', () => {
    const reply = readReply(
      'NEED src/a.ts\nNEED src/b.ts:Cart.total\nCONFLICT: the test wants 3 and 4',
    );
    expect(reply).toMatchObject({
      needs: ['src/a.ts', 'src/b.ts:Cart.total'],
      conflict: 'the test wants 3 and 4',
    });
  });

  test.each([
    ['a cut-off edit', 'a.js\n<<<<<<< SEARCH\na\n=======\nb', /cut off/],
    ['an edit without a divider', 'a.js\n<<<<<<< SEARCH\na\n>>>>>>> REPLACE', /no line `=======`/],
    [
      'an edit without an end',
      'a.js\n<<<<<<< SEARCH\na\n=======\nb\nb.js\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE',
      /no line `>>>>>>> REPLACE`/,
    ],
    ['an edit without a path', '<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE', /has no path/],
  ])('says what is wrong with %s', (_, reply, problem) => {
    expect(readReply(reply).problem).toMatch(problem);
  });
});
