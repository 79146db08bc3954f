import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../../../src/core/session/events';
import {
  arithmeticFiles,
  arithmeticTests as tests,
  firstResult,
  repairOf,
  setResult,
} from '../../../support/arithmetic';
import { scriptedRoles } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';
import { transcript } from '../../../support/transcript';

const files = arithmeticFiles('add');
const wrong = firstResult('add', 'a * b');
const alsoWrong = setResult('add', 'a * b', 'b - a');
const right = setResult('add', 'b - a', 'a + b');
const meaning = 'T1: it wants the sum, and gets a difference.\nThe minus is wrong.';

function lastMessage(events: readonly SessionEvent[], role: string): string {
  const prompts = events.filter((event) => event.kind === 'prompt');
  return prompts.findLast((event) => event.role === role)?.messages.at(-1)?.content ?? '';
}

describe('repairs', () => {
  test('A01: a repair that brought nothing is explained before the next one', async () => {
    const model = scriptedRoles({ author: [wrong, alsoWrong, right], explain: [meaning] });
    const events = await solveInMemory({ files, tests, model });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
      baseline: failed, targets [adds], flaky []
      budget 1: 1 of 6 requests
      1. draft from 0
         draft prompt of 2 messages
         reply
         patch 1 of src/math.ts
         eval 0/1 fixed, broken [], value 0.15
         select
      budget 2: 2 of 6 requests
      2. repair (bare) from 1
         feedback
         repair prompt of 4 messages
         reply
         patch 2 of src/math.ts
         eval 0/1 fixed, broken [], value 0.15
         select, stale 1
      budget 3: 3 of 6 requests
      3. repair (explain) from 2
         explain prompt of 2 messages
         reply
         feedback
         repair prompt of 6 messages
         reply
         patch 3 of src/math.ts
         eval 1/1 fixed, broken [], value 1.00
         stop
      fixed: Fixed: 1 of 1 failing tests fixed, 0 broken."
    `);
    const prompt = lastMessage(events, 'repair');
    expect(prompt).toContain(meaning);
    expect(prompt).toContain('expected: a + b\nactual: b - a');
  });

  test('A02: a feedback model explains, and the author writes', async () => {
    const model = scriptedRoles({ author: [wrong, alsoWrong, right] }, 'author');
    const feedbackModel = scriptedRoles({ explain: [meaning] }, 'critic');
    const events = await solveInMemory({ files, tests, model, feedbackModel });
    const asked = events.filter((event) => event.kind === 'prompt');
    expect(asked.map(({ role, model: name }) => `${role}: ${name}`)).toEqual([
      'draft: author',
      'repair: author',
      'explain: critic',
      'repair: author',
    ]);
  });

  test('A53: an explanation that leaves out a failing test is asked for once more', async () => {
    const model = scriptedRoles({
      author: [wrong, alsoWrong, right],
      explain: ['The minus is wrong.', meaning],
    });
    const events = await solveInMemory({ files, tests, model });
    const [, again] = model.requestsOf('explain');
    expect(model.requestsOf('explain')).toHaveLength(2);
    expect(again?.messages.at(-1)?.content).toContain('The line for T1 is missing.');
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('A31: a stack frame needs no question for places, and the next place follows a wrong one', async () => {
    const called = {
      ...files,
      'test/math.test.ts':
        "import { add, subtract } from '../src/math';\ntest('adds', () => {\n  subtract(add(1, 2), 0);\n});\n",
    };
    const model = scriptedRoles({ author: [wrong, alsoWrong, right], explain: [meaning] });
    await solveInMemory({ files: called, tests, model });
    const [first, , third] = model.requestsOf('author');
    expect(model.requestsOf('locate')).toHaveLength(0);
    expect(first?.messages.at(-1)?.content).toContain('src/math.ts:1-4');
    expect(first?.messages.at(-1)?.content).not.toContain('Suspect next');
    expect(third?.messages.at(-1)?.content).toContain('Suspect next: src/math.ts:6-9');
  });

  test('A31: without any place the model is asked for one', async () => {
    const lost = { ...files, 'test/math.test.ts': "test('adds', () => {});\n" };
    const withoutFrames: typeof tests = (texts) => {
      const report = tests(texts);
      const results = report.tests.map((each) => ({
        ...each,
        problems: each.problems.map((problem) => ({ ...problem, frames: [] })),
      }));
      return { ...report, tests: results };
    };
    const model = scriptedRoles({ locate: ['src/math.ts:add'], author: [repairOf('add')] });
    const events = await solveInMemory({ files: lost, tests: withoutFrames, model });
    expect(model.requestsOf('author')[0]?.messages.at(-1)?.content).toContain('src/math.ts:1-4');
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('A62: each group of failures is a goal, and a solved one leaves the next prompt', async () => {
    const both = arithmeticFiles('add', 'multiply');
    const model = scriptedRoles({ author: [repairOf('add'), repairOf('multiply')] });
    const events = await solveInMemory({ files: both, tests, model });
    const [first, second] = model.requestsOf('author');
    expect(first?.messages.at(-1)?.content).toContain('Failing test (goal 1 of 2):\nadds');
    expect(second?.messages.at(-1)?.content).toContain('Failing test:\nmultiplys');
    expect(second?.messages.at(-1)?.content).not.toContain('adds');
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed', verdict: { fixed: 2 } } });
  });

  test('A18: when the failure lies in one edit, the first repair that changes others too is sent back once', async () => {
    const all = arithmeticFiles('add', 'subtract', 'multiply');
    const draft = [firstResult('add', 'a * b'), repairOf('subtract'), repairOf('multiply')].join(
      '',
    );
    const greedy = [
      setResult('add', 'a * b', 'a + b'),
      setResult('subtract', 'a - b', 'b - a'),
      setResult('multiply', 'a * b', 'b / a'),
    ].join('');
    const model = scriptedRoles({ author: [draft, greedy, setResult('add', 'a * b', 'a + b')] });
    const events = await solveInMemory({ files: all, tests, model });
    const [first, second] = events.filter((event) => event.kind === 'patch');
    const hunks = (event: typeof first): readonly unknown[] =>
      event?.revision.files[0]?.hunks.map(({ newLines }) => newLines) ?? [];
    expect(hunks(second)).toHaveLength(3);
    expect(hunks(second).slice(1)).toEqual(hunks(first).slice(1));
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed', verdict: { fixed: 3 } } });
  });

  test('A58: an edit of what newly green tests need is sent back once', async () => {
    const both = arithmeticFiles('add', 'multiply');
    const draft = repairOf('add') + firstResult('multiply', 'a / b');
    const spoils = setResult('add', 'a + b', 'b') + setResult('multiply', 'a / b', 'a * b');
    const keeps = setResult('multiply', 'a / b', 'a * b');
    const outside: typeof tests = (texts) => {
      const report = tests(texts);
      const far = { file: 'src/other.ts', line: 1 };
      const results = report.tests.map((each) => ({
        ...each,
        problems: each.problems.map((problem) => ({ ...problem, frames: [far] })),
      }));
      return { ...report, tests: results };
    };
    const model = scriptedRoles({ author: [draft, spoils, keeps] });
    const events = await solveInMemory({ files: both, tests: outside, model });
    expect(events.find(({ kind }) => kind === 'lock')).toMatchObject({
      hunks: [{ path: 'src/math.ts', line: 3 }],
    });
    const feedback = events.filter((event) => event.kind === 'feedback').map(({ text }) => text);
    expect(feedback.filter((text) => text.includes('Tests that are green now need'))).toHaveLength(
      1,
    );
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed', revisions: 2 } });
  });

  test('A56: when one of several edits does not parse, only that one is asked for again', async () => {
    const both = arithmeticFiles('add', 'multiply');
    const broken = firstResult('multiply', 'a * (b');
    const model = scriptedRoles({ author: [repairOf('add') + broken, repairOf('multiply')] });
    const events = await solveInMemory({ files: both, tests, model });
    expect(model.requestsOf('author')[1]?.messages.at(-1)?.content).toContain(
      'Send only what was wrong again; the other one is kept.',
    );
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed', revisions: 1 } });
  });

  test('A55: a missing import is mended without any request', async () => {
    const missing = {
      'src/math.ts': 'export function add(a: number, b: number) {\n  return sum(a, b);\n}\n',
      'src/sum.ts': 'export function sum(a: number, b: number) {\n  return a + b;\n}\n',
      'test/math.test.ts': "import { add } from '../src/math';\ntest('adds', () => add(1, 2));\n",
    };
    const report: typeof tests = (texts) => {
      const isImported = /import .*sum/.test(texts.get('src/math.ts') ?? '');
      const [result] = tests(
        new Map([['src/math.ts', isImported ? '// add\n  return a + b;' : '']]),
      ).tests;
      const thrown = {
        kind: 'throw',
        name: 'ReferenceError',
        message: 'sum is not defined',
      } as const;
      const frames = [{ file: 'src/math.ts', line: 2, function: 'add' }];
      const own = result?.status === 'passed' ? [] : [{ ...thrown, frames }];
      return {
        ...tests(new Map()),
        verdict: own.length > 0 ? 'failed' : 'passed',
        tests: result === undefined ? [] : [{ ...result, problems: own }],
      };
    };
    const model = scriptedRoles({});
    const events = await solveInMemory({ files: missing, tests: report, model });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
      baseline: failed, targets [adds], flaky []
      budget 1: 1 of 6 requests
      1. autofix from 0
         patch 1 of src/math.ts
         eval 1/1 fixed, broken [], value 1.00
         stop
      fixed: Fixed: 1 of 1 failing tests fixed, 0 broken."
    `);
    expect(model.requests).toHaveLength(0);
  });

  test('A55: what does not parse is asked for again with the exact error and without the old conversation', async () => {
    const model = scriptedRoles({ author: [firstResult('add', 'a + (b'), repairOf('add')] });
    const events = await solveInMemory({ files, tests, model });
    const [, second] = model.requestsOf('author');
    expect(second?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(second?.messages.at(-1)?.content).toMatch(/An edit was refused: .*does not parse.*line/);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('A66: what no test needs is left out of the fix', async () => {
    const both = arithmeticFiles('add', 'multiply');
    const needless = setResult('subtract', 'a - b', '(a - b)');
    const lax: typeof tests = (texts) =>
      tests(
        new Map([['src/math.ts', (texts.get('src/math.ts') ?? '').replace('(a - b)', 'a - b')]]),
      );
    const model = scriptedRoles({ author: [repairOf('add') + needless + repairOf('multiply')] });
    const events = await solveInMemory({ files: both, tests: lax, model });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
      baseline: failed, targets [adds, multiplys], flaky []
      budget 1: 1 of 6 requests
      1. draft from 0
         draft prompt of 2 messages
         reply
         patch 1 of src/math.ts
         eval 2/2 fixed, broken [], value 1.00
         stop
      2. minimise from 1
         patch 2 of src/math.ts
         eval 1/2 fixed, broken [], value 0.53
         src/math.ts:13 is needed
      2. minimise from 1
         patch 3 of src/math.ts
         eval 2/2 fixed, broken [], value 1.00
         src/math.ts:8 is not needed
      2. minimise from 3
         patch 4 of src/math.ts
         eval 1/2 fixed, broken [], value 0.53
         src/math.ts:3 is needed
      fixed: Fixed: 2 of 2 failing tests fixed, 0 broken."
    `);
    const outcome = events.at(-1);
    expect(outcome?.kind === 'outcome' && outcome.outcome.patch).not.toContain('(a - b)');
  });
});
