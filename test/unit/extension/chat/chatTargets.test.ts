import { describe, expect, test } from 'vitest';
import { chatTargets } from '../../../../src/extension/chat/chatTargets';

const FILES: ReadonlySet<string> = new Set(['test/shop.test.js', 'tests/test_cart.py']);

function targets(sentence: string, command: string | undefined): Promise<readonly string[]> {
  const paths = (word: string): string | undefined =>
    [...FILES].find((file) => file === word || file.endsWith(`/${word}`));
  return chatTargets(sentence, command, (word) => Promise.resolve(paths(word)));
}

describe('the tests that a sentence to @fixpoint names', () => {
  test('are its files, without the full stop of the sentence', async () => {
    expect(await targets('please look at test/shop.test.js.', undefined)).toEqual([
      'test/shop.test.js',
    ]);
    expect(await targets('tests/test_cart.py and shop.test.js', 'fix')).toEqual([
      'tests/test_cart.py',
      'test/shop.test.js',
    ]);
  });

  test('are no words that only look like files', async () => {
    expect(await targets('the Node.js tests of read/write fail', undefined)).toEqual([]);
    expect(await targets('run gone.test.js', 'fix')).toEqual(['run gone.test.js']);
  });

  test('are what stands in quotation marks', async () => {
    expect(
      await targets('why is "adds the prices" red, and `lists the names`?', undefined),
    ).toEqual(['adds the prices', 'lists the names']);
    expect(await targets("don't touch what isn't broken", undefined)).toEqual([]);
    expect(await targets("don't touch 'adds' or the user's code", undefined)).toEqual(['adds']);
  });

  test('are all words after /fix when these name nothing else', async () => {
    expect(await targets(' adds the prices ', 'fix')).toEqual(['adds the prices']);
    expect(await targets('', 'fix')).toEqual([]);
    expect(await targets('fix my failing tests', undefined)).toEqual([]);
  });
});
