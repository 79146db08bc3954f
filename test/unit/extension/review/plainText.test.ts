import { expect, test } from 'vitest';
import { plainText, plainTextOrNull } from '../../../../src/extension/review/plainText';

test('byte order mark and line ends do not count', () => {
  expect(plainText('\uFEFFa\r\nb\rc\n')).toBe('a\nb\nc\n');
  expect(plainTextOrNull(null)).toBeNull();
  expect(plainTextOrNull('a\r\n')).toBe('a\n');
});
