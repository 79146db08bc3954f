import { expect, test } from 'vitest';
import { codeBlock, codeSpan, escapeMarkdown } from '../../../../src/extension/chat/escapeMarkdown';

test("fault 105: a project's text brings no link, picture, list or second line into the chat", () => {
  expect(escapeMarkdown('[x](command:a) ![y](z)\n# h')).toBe(
    '\\[x\\]\\(command:a\\) \\!\\[y\\]\\(z\\) \\# h',
  );
  expect(escapeMarkdown('1. one *two*')).toBe('1\\. one \\*two\\*');
});

test('a block of code ends only where it shall', () => {
  expect(codeBlock('diff', 'a\n```\nb\n')).toBe('````diff\na\n```\nb\n````');
});

test('a span of code shows the name of a folder as it is, with dashes, stars and backticks', () => {
  expect(codeSpan('fixpoint-shop')).toBe('`fixpoint-shop`');
  expect(codeSpan('**a** [b](c)')).toBe('`**a** [b](c)`');
  expect(codeSpan('a`b')).toBe('``a`b``');
  expect(codeSpan('``a')).toBe('``` ``a ```');
  expect(codeSpan(' a\nb ')).toBe('`  a b  `');
});
