import { describe, expect, test } from 'vitest';
import { applyFileEdit, fileEditBetween } from '../../../../src/core/revisions/applyRevision';
import { placeEdits } from '../../../../src/core/revisions/placeEdits';

const BOM = '\uFEFF';

function edit(search: readonly string[], replace: readonly string[] = ['let a;', '', 'let b;']) {
  return { path: 'src/a.js', search, replace };
}

describe('an existing file without text', () => {
  test.each([
    ['is empty', '', 'let a;\n\nlet b;\n'],
    ['has blank lines', '\n  \n\t\n', 'let a;\n\nlet b;\n'],
    ['has a last blank line without newline', '\n  ', 'let a;\n\nlet b;\n'],
    ['has CRLF', '\r\n\r\n', 'let a;\r\n\r\nlet b;\r\n'],
    ['has mostly CRLF', '\r\n\n\r\n', 'let a;\r\n\r\nlet b;\r\n'],
    ['has a byte order mark alone', BOM, `${BOM}let a;\n\nlet b;\n`],
    ['has a byte order mark and CRLF', `${BOM}\r\n`, `${BOM}let a;\r\n\r\nlet b;\r\n`],
  ])('takes the replacement as its whole text when it %s', (_, before, after) => {
    for (const search of [[], [''], ['', '  ', '']]) {
      expect(placeEdits(before, [edit(search)])).toBe(after);
    }
    const change = fileEditBetween('src/a.js', before, after);
    expect(change?.kind).toBe('modify');
    expect(change && applyFileEdit(before, change)).toBe(after);
  });

  test.each([
    ['lines to replace', [edit(['let a;'])]],
    ['two edits', [edit([]), edit([])]],
  ])('refuses %s and says what to send', (_, edits) => {
    const why = 'the file is empty; give its whole text in one edit with an empty SEARCH';
    for (const before of ['', '\n\n', BOM])
      expect(placeEdits(before, edits)).toEqual([{ edits, why }]);
  });
});

test('a file with text is never replaced by an edit with a blank search', () => {
  const why = 'the file exists already; give the lines to replace in SEARCH';
  for (const before of ['x\n', '\n\nx', `${BOM}x\r\n`]) {
    for (const edits of [[edit([])], [edit([''])]]) {
      expect(placeEdits(before, edits)).toEqual([{ edits, why }]);
    }
  }
});

test('a missing file is created with line feeds and without a byte order mark', () => {
  expect(placeEdits(undefined, [edit([''])])).toBe('let a;\n\nlet b;\n');
});
