import { describe, expect, test } from 'vitest';
import { readReply, type ReplyEdit } from '../../../../src/core/prompting/readReply';
import { isRefusal, type Refusal } from '../../../../src/core/revisions/applyReply';
import { withKept } from '../../../../src/core/revisions/keptEdits';
import { applied, appliedTexts as apply } from '../../../support/applyEdits';
import { replyEdit as edit } from '../../../support/replyEdit';

describe('A56: one edit of several', () => {
  const good = edit('src/dos.js', 'let a = 1;', 'let a = 2;');
  const alsoGood = edit('src/twice.js', 'y();', 'z();');

  async function refused(reply: string, earlier: readonly ReplyEdit[] = []): Promise<Refusal> {
    const result = await applied(withKept(earlier, readReply(reply).edits));
    if (!isRefusal(result)) throw new Error('The reply was applied');
    return result;
  }

  test('A56: that does not apply is asked for alone, and the others are kept', async () => {
    const wrong = edit('src/twice.js', 'gone();', 'w();');
    const { reason, message, kept } = await refused(good + wrong + alsoGood);
    expect(reason).toBe('does-not-apply');
    expect(message).toBe(
      'The edit of src/twice.js at `gone();` does not apply: the SEARCH lines are not in the file.',
    );
    expect(kept).toEqual(readReply(good + alsoGood).edits);
  });

  test('A56: that breaks the syntax is asked for alone, and the others of its file are kept', async () => {
    const wrong = edit('src/dos.js', 'let c = 3;', 'let c = (3;');
    const { reason, message, kept } = await refused(good + wrong);
    expect(reason).toBe('does-not-parse');
    expect(message).toBe(
      'The edit of src/dos.js at `let c = 3;` does not parse: the new text has a syntax error at line 3: let c = (3;.',
    );
    expect(kept).toEqual(readReply(good).edits);
  });

  test('A56: sent again alone, it is applied together with the kept ones', async () => {
    const wrong = edit('src/dos.js', 'let c = 3;', 'let c = (3;');
    const { kept = [] } = await refused(good + wrong);
    const next = readReply(edit('src/dos.js', 'let c = 3;', 'let c = 4;')).edits;
    expect(await applied(withKept(kept, next))).toEqual({
      texts: new Map([['src/dos.js', 'let a = 2;\r\nlet b = 2;\r\nlet c = 4;\r\n']]),
      testTexts: new Map(),
    });
  });

  test('A56: a kept edit that is sent again counts once, with its new lines', async () => {
    const wrong = edit('src/dos.js', 'let c = 3;', 'let c = (3;');
    const { kept = [] } = await refused(good + wrong);
    const next = edit('src/dos.js', 'let a = 1;', 'let a = 7;') + alsoGood;
    const result = await applied(withKept(kept, readReply(next).edits));
    expect('texts' in result && result.texts.get('src/dos.js')).toMatch(/^let a = 7;\r\nlet b/);
  });

  test('A56: of two wrong ones each is told why, and both are asked for', async () => {
    const wrong =
      edit('src/twice.js', 'gone();', 'w();') + edit('src/cart.py', '    n = 0', '    n = (0');
    const { message, kept } = await refused(wrong + good);
    expect(message).toBe(
      [
        'The edit of src/twice.js does not apply: the SEARCH lines are not in the file.',
        'The edit of src/cart.py does not parse: the new text has a syntax error at line 1: def total(items):.',
      ].join('\n'),
    );
    expect(kept).toEqual(readReply(good).edits);
  });

  test('A56: when no single edit breaks the syntax, all edits of the file are asked for', async () => {
    const both =
      edit('src/dos.js', 'let a = 1;', 'let a = (1;') +
      edit('src/dos.js', 'let b = 2;', 'let b = [2;');
    expect((await refused(both + alsoGood)).kept).toEqual(readReply(alsoGood).edits);
    expect((await refused(both)).kept).toBeUndefined();
    expect((await refused(both)).message).not.toMatch(/[Ss]end/);
  });

  test('A56: edits that only parse together are applied together', async () => {
    const opened = edit('src/dos.js', 'let a = 1;', 'if (x) {');
    const closed = edit('src/dos.js', 'let c = 3;', '}');
    expect(await apply(opened + closed)).toEqual({
      'src/dos.js': 'if (x) {\r\nlet b = 2;\r\n}\r\n',
    });
    expect(await apply(opened)).toMatch(/^does-not-parse: /);
  });

  test('A56: a file that did not parse before may stay so, and one without grammar is not parsed', async () => {
    expect(await apply(edit('src/broken.js', 'let a = (;', 'let a = );'))).toEqual({
      'src/broken.js': 'let a = );\n',
    });
    expect(await apply(edit('src/notes.txt', 'note', '(('))).toEqual({ 'src/notes.txt': '((\n' });
  });

  test('A56: a created file has to parse too', async () => {
    const { reason, kept } = await refused(edit('src/new.js', '', 'let a = (;') + good);
    expect(reason).toBe('does-not-parse');
    expect(kept).toEqual(readReply(good).edits);
  });

  test('A56: edits that overlap are both asked for, and the third is kept', async () => {
    const reply =
      edit('src/dos.js', 'let a = 1;\nlet b = 2;', 'let a = 9;') +
      edit('src/dos.js', 'let b = 2;', 'let c = 9;') +
      edit('src/dos.js', 'let c = 3;', 'let c = 4;');
    const { kept } = await refused(reply);
    expect(kept).toEqual(readReply(reply).edits.slice(2));
  });
});
