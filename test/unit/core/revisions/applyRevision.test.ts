import { describe, expect, test } from 'vitest';
import {
  applyFileEdit,
  fileEditBetween,
  invertFileEdit,
} from '../../../../src/core/revisions/applyRevision';
import { patchKeyOf } from '../../../../src/core/revisions/patchKey';
import { unifiedPatch } from '../../../../src/core/revisions/unifiedPatch';

const before = 'a\r\nb\nc';
const after = 'a\r\nB\nc\nd\n';

describe('an edit of a file', () => {
  test.each([
    ['modifies', before, after],
    ['creates', null, after],
    ['deletes', before, null],
    ['creates empty', null, ''],
  ])('that %s it can be applied and undone to the byte', (_, from, to) => {
    const edit = fileEditBetween('x', from, to);
    if (edit === undefined) throw new Error('the texts are equal');
    expect(applyFileEdit(from, edit)).toBe(to);
    expect(applyFileEdit(to, invertFileEdit(edit))).toBe(from);
  });

  test('does not fit a text that has changed, is gone, or is there already', () => {
    const edit = fileEditBetween('x', before, after);
    const creation = fileEditBetween('x', null, after);
    if (edit === undefined || creation === undefined) throw new Error('the texts are equal');
    expect(applyFileEdit('a\r\nX\nc', edit)).toBeUndefined();
    expect(applyFileEdit(null, edit)).toBeUndefined();
    expect(applyFileEdit('there', creation)).toBeUndefined();
  });

  test('of equal texts is none', () => {
    expect(fileEditBetween('x', before, before)).toBeUndefined();
  });
});

describe('a unified patch', () => {
  test('holds changed, new and deleted files', async () => {
    const texts: Record<string, string> = { 'a.js': '1\n2\n3\n4\n5\n', 'old.js': 'x\n' };
    const edits = [
      fileEditBetween('a.js', texts['a.js'] ?? null, '1\n2\n3\n4\nfive\n'),
      fileEditBetween('new.js', null, 'y'),
      fileEditBetween('old.js', 'x\n', null),
    ].filter((edit) => edit !== undefined);
    expect(await unifiedPatch(edits, (path) => Promise.resolve(texts[path])))
      .toMatchInlineSnapshot(`
      "--- a/a.js
      +++ b/a.js
      @@ -2,4 +2,4 @@
       2
       3
       4
      -5
      +five
      --- /dev/null
      +++ b/new.js
      @@ -0,0 +1,1 @@
      +y
      \\ No newline at end of file
      --- a/old.js
      +++ /dev/null
      @@ -1,1 +0,0 @@
      -x
      "
    `);
  });
});

describe('the key of a patch', () => {
  const keyOf = (text: string): string => patchKeyOf(new Map([['a.js', text]]));

  test('ignores comments, blank lines and trailing space', () => {
    expect(keyOf('a();\n\nb(); // now\n')).toBe(keyOf('a();  \n/* first */\nb();\n'));
  });

  test('knows which sign begins a comment', () => {
    const python = (text: string): string => patchKeyOf(new Map([['a.py', text]]));
    expect(python('a() # now')).toBe(python('a()'));
    expect(python('a("x # y") # now')).toBe(python('a("x # y")'));
    expect(python('a("x # y")')).not.toBe(python('a("x # z")'));
    expect(python('a // b')).not.toBe(python('a'));
    expect(keyOf('color: #fff')).not.toBe(keyOf('color: #000'));
  });

  test('sees code, indentation and the path', () => {
    expect(keyOf('if x:\n  a()')).not.toBe(keyOf('if x:\na()'));
    expect(keyOf('a')).not.toBe(patchKeyOf(new Map([['b.js', 'a']])));
  });
});
