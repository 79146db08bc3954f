import { expect, test } from 'vitest';
import { readToolInput } from '../../../../src/extension/chat/toolInput';

test('of what an agent sends only texts are taken', () => {
  expect(readToolInput({ targets: ['a.test.js', 7, ' '], instruction: ' do it ' })).toEqual({
    targets: ['a.test.js'],
    instruction: 'do it',
  });
  expect(readToolInput({ targets: 'a', instruction: '' })).toEqual({ targets: [] });
  expect(readToolInput(undefined)).toEqual({ targets: [] });
});
