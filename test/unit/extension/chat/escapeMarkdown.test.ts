import { expect, test } from 'vitest';
import { codeBlock, escapeMarkdown } from '../../../../src/extension/chat/escapeMarkdown';

test("a project's text brings no link, picture, list or second line into the chat", () => {
  expect(escapeMarkdown('[x](command:a) ![y](z)\n# h')).toBe(
    '\\[x\\]\\(command:a\\) \\!\\[y\\]\\(z\\) \\# h',
  );
  expect(escapeMarkdown('1. one *two*')).toBe('1\\. one \\*two\\*');
});

test('a block of code ends only where it shall', () => {
  expect(codeBlock('diff', 'a\n```\nb\n')).toBe('````diff\na\n```\nb\n````');
});
