import { describe, expect, test } from 'vitest';
import { folderPicture } from '../../support/folderPicture';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import { cartProject, FAULT, FIX } from './cartProject';
import { jsonLines, runCli } from './runCli';

const QUICK_REQUESTS = 6;
const edit = (path: string, search: string, replace: string): string =>
  replyEdit(path, search, replace);

interface Told {
  readonly exitCode: number | null;
  readonly outcome: Record<string, unknown>;
  readonly requests: number;
  readonly isUntouched: boolean;
}

/** What a repair comes to when a server gives one answer for ever. */
async function told(reply: string): Promise<Told> {
  const replies = Array.from({ length: QUICK_REQUESTS + 1 }, () => reply);
  await using server = await startScriptedModel(...replies);
  const root = cartProject();
  const before = folderPicture(root);
  const args = ['fix', '--json', '--apply', '--cwd', root, '--base-url', server.baseUrl];
  const run = await runCli(args);
  const isUntouched = JSON.stringify(folderPicture(root)) === JSON.stringify(before);
  const { exitCode } = run;
  return {
    exitCode,
    outcome: jsonLines(run).at(-1) ?? {},
    requests: server.requests.length,
    isUntouched,
  };
}

describe('a model that does not repair', () => {
  test('but repeats its wrong patch is stopped as stuck, with the reason in words', async () => {
    const { outcome, requests, exitCode } = await told(
      edit('src/price.js', FAULT, '  return price;'),
    );
    expect(exitCode).toBe(1);
    expect(requests).toBeLessThanOrEqual(QUICK_REQUESTS);
    expect(outcome).toMatchObject({ outcome: 'stuck', revisions: 1 });
    expect(outcome['message']).toContain('gave a patch again that was tested before');
  });

  test.each([
    [
      'edits the failing test',
      edit(
        'test/price.test.js',
        "test('subtracts the discount', () => assert.equal(reduced(9, 2), 7));",
        "test('subtracts the discount', () => assert.ok(true));",
      ),
    ],
    [
      'skips it',
      edit(
        'test/price.test.js',
        "test('subtracts the discount'",
        "test.skip('subtracts the discount'",
      ),
    ],
    [
      'narrows the test command',
      edit(
        'package.json',
        '{ "type": "module", "scripts": { "test": "node --test" } }',
        '{ "type": "module", "scripts": { "test": "node --test --test-name-pattern=never" } }',
      ),
    ],
    [
      "answers the test's own values",
      edit('src/price.js', FAULT, `  if (price === 9 && discount === 2) return 7;\n${FAULT}`),
    ],
    ['ends the test run early', edit('src/price.js', FAULT, `  process.exit(0);\n${FAULT}`)],
    [
      'breaks the other test on the way',
      edit('src/price.js', FAULT, '  return price - discount + (price === discount ? 1 : 0);'),
    ],
  ])('but %s has not fixed anything, and nothing is written', async (_, reply) => {
    const { outcome, exitCode, isUntouched } = await told(reply);
    expect(outcome['outcome']).not.toBe('fixed');
    expect(exitCode).toBe(1);
    expect(isUntouched).toBe(true);
  });
});

test('a right first patch costs exactly one request', async () => {
  const { outcome, requests, exitCode } = await told(edit('src/price.js', FAULT, FIX));
  expect(exitCode).toBe(0);
  expect(requests).toBe(1);
  expect(outcome).toMatchObject({ outcome: 'fixed', usage: { requests: 1 } });
});
