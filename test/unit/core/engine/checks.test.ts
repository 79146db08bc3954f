import { describe, expect, test } from 'vitest';
import type { FileTexts } from '../../../../src/core/ports';
import type { TestReport } from '../../../../src/core/testReport';
import { replyEdit as edit } from '../../../support/replyEdit';
import { failedTest, testReport, testResult } from '../../../support/reports';
import { scriptedRoles } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';
import { transcript } from '../../../support/transcript';

const CHECK = 'test/fixpoint-check.test.ts';
const files = {
  'src/cart.ts': 'export function total(n: number) {\n  return n;\n}\n',
  'test/cart.test.ts': "import { total } from '../src/cart';\ntest('totals', () => total(1));\n",
};
const check = edit(
  CHECK,
  '',
  "import { tax } from '../src/tax';\ntest('taxes', () => {\n  expect(tax(100)).toBe(20);\n});",
);
const easy = 'Write tax(n) in src/tax.ts: a fifth of n.';
const long = `${easy} ${'It has to be right for every number that a shop can meet, also for none. '.repeat(6)}`;

/** "taxes" is green when src/tax.ts holds the word; the probe prints what follows the word. */
function tests(texts: FileTexts): TestReport {
  const totals = testResult('totals');
  const check = texts.get(CHECK);
  if (check === undefined || check === null) return testReport([totals]);
  const own = { id: `${CHECK} > taxes`, file: CHECK };
  const isAlwaysGreen = !check.includes('toBe(20)');
  const probe = /right(\w*)/.exec(texts.get('src/tax.ts') ?? '');
  const green = { ...testResult('taxes', own), output: `PROBE tax(7) = ${probe?.[1] ?? ''}` };
  const red = { ...failedTest('taxes', { expected: '20', actual: 'nothing' }), ...own };
  return testReport([totals, isAlwaysGreen || probe !== null ? green : red]);
}

const draft = (word: string): string => edit('src/tax.ts', '', `export const tax = ${word};`);

describe('code from words, without tests', () => {
  test('is judged by a check that fails first, is labelled unproven, and an easy one takes one draft', async () => {
    const model = scriptedRoles({ checker: [check], author: [draft('right')] });
    const events = await solveInMemory({ files, tests, model, task: { instruction: easy } });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
         checker prompt of 2 messages
         reply
         check test/fixpoint-check.test.ts is used
      baseline: failed, targets [taxes], flaky []
      budget 2: 2 of 6 requests
      1. draft from 0
         draft prompt of 2 messages
         reply
         patch 1 of src/tax.ts
         eval 1/1 fixed, broken [], value 0.80
         stop
      fixed-unproven: Fixed, but unproven: 1 of 1 failing tests fixed, 0 broken; no test of the project decides it."
    `);
    expect(model.requestsOf('author')).toHaveLength(1);
    expect(model.requestsOf('author')[0]?.messages.at(-1)?.content).toContain(`Task: ${easy}`);
    const outcome = events.at(-1);
    expect(outcome).toMatchObject({
      outcome: { kind: 'fixed-unproven', verdict: { unproven: true, value: 0.8 } },
    });
    expect(outcome?.kind === 'outcome' && outcome.outcome.patch).not.toContain('fixpoint-check');
  });

  test('refuses a check that passes already, does not parse, or holds no file, and gives up after three', async () => {
    const idle = edit(CHECK, '', "test('taxes', () => {});");
    const broken = edit(CHECK, '', "test('taxes', () => {");
    const model = scriptedRoles({ checker: [idle, broken, 'I can not.'] });
    const events = await solveInMemory({ files, tests, model, task: { instruction: easy } });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
         checker prompt of 2 messages
         reply
         check test/fixpoint-check.test.ts is refused: It passes on the code as it is; it has to fail until the task is done.
         checker prompt of 4 messages
         reply
         check test/fixpoint-check.test.ts is refused: It does not parse.
         checker prompt of 6 messages
         reply
         check test/fixpoint-check.test.ts is refused: The reply does not hold exactly one file.
      stuck: No usable check came of 3 attempts; the last: The reply does not hold exactly one file. Write a failing test yourself, or say the task more precisely. No revision made a failing test pass; nothing was changed."
    `);
  });

  test('A16: an easy task takes exactly one draft, another is drawn until the drafts agree', async () => {
    const simple = scriptedRoles({ checker: [check], author: [draft('right')] });
    await solveInMemory({ files, tests, model: simple, task: { instruction: easy } });
    expect(simple.requestsOf('author')).toHaveLength(1);
    let n = 0;
    const same = (): string => draft(`right + ${String(++n)}`);
    const model = scriptedRoles({ checker: [check], author: [same] });
    const task = { instruction: long, effort: 'thorough' } as const;
    const events = await solveInMemory({ files, tests, model, task });
    expect(model.requestsOf('author')).toHaveLength(4);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed-unproven' } });
  });

  test('A15: five to one draws on, six to one is enough', async () => {
    const words = [
      'right',
      'rightB',
      'right + 1',
      'right + 2',
      'right + 3',
      'right + 4',
      'right + 5',
    ];
    let n = 0;
    const next = (): string => draft(words[n++] ?? 'right + 9');
    const model = scriptedRoles({ checker: [check], author: [next] });
    const task = { instruction: long, effort: 'thorough' } as const;
    const events = await solveInMemory({ files, tests, model, task });
    // 6 to 1 settles it; 5 to 1 did not.
    expect(model.requestsOf('author')).toHaveLength(7);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed-unproven' } });
  });

  test('A05: the winner comes from the largest group of drafts that behave alike', async () => {
    const words = ['rightB', 'right + 1', 'right + 2', 'right + 3'];
    let n = 0;
    const next = (): string => draft(words[n++] ?? 'right + 9');
    const model = scriptedRoles({
      checker: [check],
      author: [next],
      select: ['A'],
      critic: ['SCORE: 5'],
    });
    const task = { instruction: long, effort: 'search' } as const;
    const events = await solveInMemory({ files, tests, model, task });
    const outcome = events.at(-1);
    expect(outcome?.kind === 'outcome' && outcome.outcome.patch).toContain('right + ');
  });

  test('A19: the search ends when one behaviour holds more than half of the drafts', async () => {
    const words = ['rightA', 'right + 1', 'right + 2', 'right + 3'];
    let n = 0;
    const next = (): string => draft(words[n++] ?? 'right + 9');
    const model = scriptedRoles({
      checker: [check],
      author: [next],
      select: ['A'],
      critic: ['SCORE: 5'],
    });
    const task = { instruction: long, effort: 'search' } as const;
    await solveInMemory({ files, tests, model, task });
    expect(model.requestsOf('author')).toHaveLength(3);
  });

  test('A16: drafts that do not agree by half of the budget end as hard, with one question', async () => {
    const words = ['rightA', 'rightB', 'rightC', 'rightD', 'rightE', 'rightF'];
    let n = 0;
    const next = (): string => draft(words[n++] ?? 'right');
    const model = scriptedRoles({ checker: [check], author: [next] });
    const events = await solveInMemory({ files, tests, model, task: { instruction: long } });
    expect(events.filter(({ kind }) => kind === 'ask')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'hard' } });
    expect(model.requests.length).toBeLessThanOrEqual(3);
  });

  test('needs a model', async () => {
    const events = await solveInMemory({ files, tests, task: { instruction: easy } });
    expect(events.at(-1)).toMatchObject({
      outcome: { kind: 'environment', message: expect.stringContaining('needs a model') as string },
    });
  });

  test('is judged by the red tests of the project when there are any', async () => {
    const red = (texts: FileTexts): TestReport =>
      testReport([
        texts.get('src/tax.ts') === undefined ? failedTest('taxes') : testResult('taxes'),
      ]);
    const model = scriptedRoles({ author: [draft('right')] });
    const events = await solveInMemory({ files, tests: red, model, task: { instruction: easy } });
    expect(model.requestsOf('checker')).toHaveLength(0);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });
});
