import { describe, expect, test } from 'vitest';
import { chatTargets } from '../../../../src/extension/chat/chatTargets';

describe('the tests that a sentence to @fixpoint names', () => {
  test('are its files, without the full stop of the sentence', () => {
    expect(chatTargets('please look at test/shop.test.js.', undefined)).toEqual([
      'test/shop.test.js',
    ]);
    expect(chatTargets('tests/test_cart.py and cart.spec.ts', 'fix')).toEqual([
      'tests/test_cart.py',
      'cart.spec.ts',
    ]);
  });

  test('are what stands in quotation marks', () => {
    expect(chatTargets('why is "adds the prices" red, and `lists the names`?', undefined)).toEqual([
      'adds the prices',
      'lists the names',
    ]);
    expect(chatTargets("don't touch what isn't broken", undefined)).toEqual([]);
  });

  test('are all words after /fix when these name nothing else', () => {
    expect(chatTargets(' adds the prices ', 'fix')).toEqual(['adds the prices']);
    expect(chatTargets('', 'fix')).toEqual([]);
    expect(chatTargets('fix my failing tests', undefined)).toEqual([]);
  });
});
