import { describe, expect, test } from 'vitest';
import type { FileTexts, TestRunner } from '../../../../src/core/ports';
import type { TestReport } from '../../../../src/core/testReport';
import {
  arithmeticFiles,
  arithmeticTests,
  firstResult,
  setResult,
} from '../../../support/arithmetic';
import { cartFiles, cartTests } from '../../../support/cart';
import { replyEdit as edit } from '../../../support/replyEdit';
import { failedTest, testReport, testResult } from '../../../support/reports';
import { scriptedRoles } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';

const right = edit('src/cart.ts', '  return n - 1;', '  return n + 1;');
const explain = ['T1: it wants two.'] as const;

/** A report in which "prints" is red whenever other tests run with it. */
function redInCompany(report: TestReport, request: Parameters<TestRunner['run']>[0]): TestReport {
  const isAlone = request.selection.kind === 'tests' && request.selection.tests.length === 1;
  return testReport([
    ...report.tests.filter(({ name }) => name !== 'prints'),
    isAlone ? testResult('prints') : failedTest('prints'),
  ]);
}

describe('tests in company', () => {
  test('what a fix breaks only in company is broken all the same', async () => {
    const model = scriptedRoles({ author: [right], explain });
    const tests = (texts: FileTexts, request: Parameters<TestRunner['run']>[0]): TestReport => {
      const report = cartTests(texts);
      const isFixed = (texts.get('src/cart.ts') ?? '').includes('n + 1');
      return isFixed ? redInCompany(report, request) : report;
    };
    const events = await solveInMemory({ files: cartFiles, tests, model });
    expect(events.at(-1)).not.toMatchObject({ outcome: { kind: 'fixed' } });
    expect(events.at(-1)).toMatchObject({
      outcome: { verdict: { regressions: ['test/cart.test.ts > prints'] } },
    });
  });

  test('a test that is red in company and green alone is a target, not a flaky one', async () => {
    const model = scriptedRoles({ author: [right], explain });
    const tests = (texts: FileTexts, request: Parameters<TestRunner['run']>[0]): TestReport =>
      redInCompany(cartTests(texts), request);
    const events = await solveInMemory({ files: cartFiles, tests, model });
    expect(events.find(({ kind }) => kind === 'baseline')).toMatchObject({
      targets: ['test/cart.test.ts > adds', 'test/cart.test.ts > prints'],
      flaky: [],
    });
    expect(events.at(-1)).not.toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('a test that is now green and now red in the same company is flaky', async () => {
    let runs = 0;
    const tests = (texts: FileTexts): TestReport => {
      const [adds] = cartTests(texts).tests;
      const prints = ++runs === 1 ? failedTest('prints') : testResult('prints');
      return testReport([adds ?? failedTest('adds'), prints]);
    };
    const model = scriptedRoles({ author: [right] });
    const events = await solveInMemory({ files: cartFiles, tests, model });
    expect(events.find(({ kind }) => kind === 'baseline')).toMatchObject({
      targets: ['test/cart.test.ts > adds'],
      flaky: ['test/cart.test.ts > prints'],
    });
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });
});

describe('answers', () => {
  test('a CONFLICT line beside edits does not end the session', async () => {
    const model = scriptedRoles({ author: [`CONFLICT: none\n${right}`] });
    const events = await solveInMemory({ files: cartFiles, tests: cartTests, model });
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('a repair of another edit than the failing one is sent back once and taken when it comes again', async () => {
    const both = arithmeticFiles('add', 'multiply');
    const draft = firstResult('add', 'a * b') + firstResult('multiply', 'b');
    // The failure shown first is that of "adds"; the answer mends the other one.
    const other = setResult('multiply', 'b', 'a * b');
    const model = scriptedRoles({
      author: [draft, other, other, setResult('add', 'a * b', 'a + b')],
      explain,
    });
    const events = await solveInMemory({ files: both, tests: arithmeticTests, model });
    expect(events.filter(({ kind }) => kind === 'guard')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('a green revision that needs a look ends the session after two more turns', async () => {
    const doubtful = edit(
      'src/cart.ts',
      '  return n - 1;',
      '  if (process.env.VITEST) return n + 1;\n  return n - 1;',
    );
    const model = scriptedRoles({
      author: [doubtful, 'I insist.', 'I insist.', 'I insist.'],
      explain,
    });
    const task = { effort: 'thorough' } as const;
    const events = await solveInMemory({ files: cartFiles, tests: cartTests, model, task });
    expect(model.requests).toHaveLength(3);
    expect(events.at(-1)).toMatchObject({
      outcome: {
        kind: 'best-partial',
        message: expect.stringContaining('needs your eye') as string,
      },
    });
  });

  test('the drafts after a fix without a model start from it', async () => {
    const files = {
      'src/math.ts':
        'export function add(a: number, b: number) {\n  return sum(a, b);\n}\nexport function multiply(a: number) {\n  return a;\n}\n',
      'src/sum.ts': 'export function sum(a: number, b: number) {\n  return a + b;\n}\n',
      'test/math.test.ts':
        "import { add, multiply } from '../src/math';\ntest('adds', () => {\n  add(1, 2);\n});\ntest('multiplies', () => {\n  multiply(1);\n});\n",
    };
    const tests = (texts: FileTexts): TestReport => {
      const code = texts.get('src/math.ts') ?? '';
      const at = (line: number, name: string): object => ({
        file: 'test/math.test.ts',
        id: `test/math.test.ts > ${name}`,
        line,
      });
      const missing = {
        kind: 'throw',
        name: 'ReferenceError',
        message: 'sum is not defined',
        frames: [{ file: 'src/math.ts', line: 2, function: 'add' }],
      } as const;
      const wrong = {
        expected: '2',
        actual: '1',
        frames: [{ file: 'src/math.ts', line: 5, function: 'multiply' }],
      };
      return testReport([
        {
          ...(/import .*sum/.test(code) ? testResult('adds') : failedTest('adds', missing)),
          ...at(2, 'adds'),
        },
        {
          ...(code.includes('a * 2') ? testResult('multiplies') : failedTest('multiplies', wrong)),
          ...at(5, 'multiplies'),
        },
      ]);
    };
    const model = scriptedRoles({
      author: [edit('src/math.ts', '  return a;', '  return a * 2;')],
    });
    const events = await solveInMemory({ files, tests, model });
    expect(
      events.flatMap((event) =>
        event.kind === 'action' && event.action !== 'minimise'
          ? [`${event.action} ${String(event.parent)}`]
          : [],
      ),
    ).toEqual(['autofix 0', 'draft 1']);
    expect(model.requests[0]?.messages.at(-1)?.content).not.toContain('sum is not defined');
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('named tests can be fixed although another file, red before, loads again and fails', async () => {
    const tests = (texts: FileTexts): TestReport => {
      const isFixed = (texts.get('src/cart.ts') ?? '').includes('n + 1');
      const load = {
        kind: 'load',
        message: 'no export',
        frames: [],
        blocks: ['test/other.test.ts'],
      } as const;
      const other = {
        ...failedTest('other'),
        id: 'test/other.test.ts > other',
        file: 'test/other.test.ts',
      };
      const report = cartTests(texts);
      return isFixed ? testReport([...report.tests, other]) : { ...report, loadErrors: [load] };
    };
    const model = scriptedRoles({ author: [right], explain });
    const task = { targets: ['test/cart.test.ts'] };
    const events = await solveInMemory({ files: cartFiles, tests, model, task });
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });
});
