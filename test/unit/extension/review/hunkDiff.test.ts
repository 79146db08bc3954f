import { expect, test } from 'vitest';
import { hunkDiff } from '../../../../src/extension/review/hunkDiff';

test('draws old and new lines, and says that there are more', () => {
  const hunk = { oldLines: ['a\n', 'b\r\n'], newLines: ['c\n', ''] };
  expect(hunkDiff(hunk, 10)).toBe('- a\n- b\n+ c\n+ ');
  expect(hunkDiff(hunk, 2)).toBe('- a\n- b\n…');
});
