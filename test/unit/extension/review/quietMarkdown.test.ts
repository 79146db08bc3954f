import { expect, test } from 'vitest';
import { quietMarkdown } from '../../../../src/extension/review/quietMarkdown';

test('code between backticks stays code, everything else is said as it stands', () => {
  expect(quietMarkdown('Use `a * b`, not *a*.')).toBe('Use `a * b`, not \\*a\\*.');
});

test('fault 105: links, images, commands and HTML of a model do nothing in Markdown', () => {
  expect(quietMarkdown('![x](http://h/p.png) [y](command:z) <img src=q>')).toBe(
    '!\\[x\\](http\\://h/p.png) \\[y\\](command:z) \\<img src=q>',
  );
  expect(quietMarkdown('$(sync~spin) &lt; ~~a~~ __b__ c_d_e')).toBe(
    '\\$(sync\\~spin) \\&lt; \\~\\~a\\~\\~ \\__b_\\_ c_d_e',
  );
});

test('no line becomes a heading, a list, a quotation or a rule', () => {
  expect(quietMarkdown('# a\n- b\n1. c\n> d\n---\n-1 - 2')).toBe(
    '\\# a  \n\\- b  \n1\\. c  \n\\> d  \n\\---  \n-1 - 2',
  );
});

test('no lines become a table, whose cells would end code in the middle', () => {
  expect(quietMarkdown('a\n:--\n`[x](command:y) | `')).toBe('a  \n\\:--  \n`[x](command:y) | `');
  expect(quietMarkdown('a\n-:\nb: -1')).toBe('a  \n\\-:  \nb: -1');
});

test('line ends and paragraphs stay, and no line becomes a block of code', () => {
  expect(quietMarkdown('one\n    two\n\nthree')).toBe('one  \ntwo\n\nthree');
});
