import { describe, expect, test } from 'vitest';
import { readReply } from '../../../../src/core/prompting/readReply';
import { isRefusal } from '../../../../src/core/revisions/applyReply';
import { applied } from '../../../support/applyEdits';
import { replyEdit as edit } from '../../../support/replyEdit';

describe('edits of tests', () => {
  const code = edit('src/twice.js', 'y();', 'z();');
  const ofTest = edit('test/cart.test.js', 'test();', 'test(1);');

  test.each(['ask', 'allowed'] as const)('are set apart when the policy is %s', async (policy) => {
    const ofBoth = await applied(readReply(code + ofTest).edits, policy);
    expect(ofBoth).toEqual({
      texts: new Map([['src/twice.js', 'x();\nz();\nx();\n']]),
      testTexts: new Map([['test/cart.test.js', 'test(1);\n']]),
    });
  });

  test('may come without any edit of code', async () => {
    expect(await applied(readReply(ofTest).edits, 'ask')).toEqual({
      texts: new Map(),
      testTexts: new Map([['test/cart.test.js', 'test(1);\n']]),
    });
  });

  test('reach snapshots and files that tests were reported from', async () => {
    const reply =
      edit('checks/cart.js', 'check();', 'other();') +
      edit('src/__snapshots__/a.snap', '', 'exports[`a`] = `1`;');
    const result = await applied(readReply(reply).edits, 'ask');
    expect('testTexts' in result && [...result.testTexts.keys()]).toEqual([
      'checks/cart.js',
      'src/__snapshots__/a.snap',
    ]);
  });

  test('A56: that do not apply are asked for again like any other', async () => {
    const wrong = edit('test/cart.test.js', 'gone();', 'x();');
    const result = await applied(readReply(code + wrong).edits, 'ask');
    expect(isRefusal(result) && result.kept).toEqual(readReply(code).edits);
  });

  test.each([
    'package.json',
    'test/package.json',
    'test/vitest.config.ts',
    'pnpm-lock.yaml',
    'tests/requirements.txt',
    '.github/test/ci.yml',
    'node_modules/test/x.js',
    'pytest.py',
  ])('never reach %s', async (path) => {
    for (const policy of ['ask', 'allowed'] as const) {
      const result = await applied(readReply(code + edit(path, '', 'x')).edits, policy);
      expect(isRefusal(result) && result.reason).toBe('protected');
    }
  });

  test('are refused while tests are locked', async () => {
    const result = await applied(readReply(code + ofTest).edits);
    expect(isRefusal(result) && result).toEqual({
      reason: 'protected',
      message: 'test/cart.test.js is read-only (test): fix the code that it tests or uses instead.',
    });
  });
});
