import { expect, test } from 'vitest';
import { leadPosterior } from '../../../../src/core/search/consensus';
import { isEasy, isHopeless } from '../../../../src/core/search/difficulty';

test('A16: a short instruction answered by few lines in one file is easy', () => {
  const easy = { instructionWords: 12, files: 1, addedLines: 4 };
  expect(isEasy(easy)).toBe(true);
  expect(isEasy({ ...easy, instructionWords: 200 })).toBe(false);
  expect(isEasy({ ...easy, files: 2 })).toBe(false);
  expect(isEasy({ ...easy, addedLines: 60 })).toBe(false);
});

test.each([
  ['no draft is green', [], 3, true],
  ['two drafts disagree', [1, 1], 3, true],
  ['two drafts agree', [2], 3, false],
  ['less than half is spent', [], 2, false],
])('A16: when %s, giving up is %s', (_, counts, spent, hopeless) => {
  expect(isHopeless({ posterior: leadPosterior(counts), spent, cap: 6 })).toBe(hopeless);
});

test('A16: one draw is never enough to give up', () => {
  expect(isHopeless({ posterior: 0, spent: 1, cap: 1 })).toBe(false);
  expect(isHopeless({ posterior: 0, spent: 2, cap: 2 })).toBe(true);
});
