import { describe, expect, test } from 'vitest';
import type { FileTexts } from '../../../../src/core/ports';
import type { TestReport } from '../../../../src/core/testReport';
import { arithmeticFiles, firstResult, repairOf } from '../../../support/arithmetic';
import { cartFiles, cartTests } from '../../../support/cart';
import { replyEdit as edit } from '../../../support/replyEdit';
import { failedTest, testReport, testResult } from '../../../support/reports';
import { scriptedRoles } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';

const explain = ['T1: it wants the sum.'] as const;

describe('words', () => {
  const instruction = 'Add multiply(n) to src/cart.ts.';
  const check = edit(
    'test/fixpoint-check.test.ts',
    '',
    "import { multiply } from '../src/cart';\ntest('multiplies', () => {\n  multiply(2);\n});",
  );
  const write = edit(
    'src/cart.ts',
    '  return "cart";\n}',
    '  return "cart";\n}\nexport const multiply = (n: number) => n * 2;',
  );

  test('with an unrelated red test get a check of their own, and what they ask for is not minimised away', async () => {
    const tests = (texts: FileTexts): TestReport => {
      const report = cartTests(texts);
      if (!texts.has('test/fixpoint-check.test.ts')) return report;
      const isWritten = (texts.get('src/cart.ts') ?? '').includes('multiply');
      const own = {
        file: 'test/fixpoint-check.test.ts',
        id: 'test/fixpoint-check.test.ts > multiplies',
      };
      return testReport([
        ...report.tests,
        { ...(isWritten ? testResult('multiplies') : failedTest('multiplies')), ...own },
      ]);
    };
    const model = scriptedRoles({ checker: [check], author: [write] });
    const events = await solveInMemory({ files: cartFiles, tests, model, task: { instruction } });
    expect(model.requestsOf('checker')).toHaveLength(1);
    expect(model.requestsOf('author')[0]?.messages.at(-1)?.content).toContain("test('multiplies'");
    const outcome = events.at(-1);
    expect(outcome).toMatchObject({ outcome: { kind: 'fixed-unproven' } });
    expect(outcome?.kind === 'outcome' && outcome.outcome.patch).toContain(
      '+export const multiply',
    );
  });

  test('a check that needs what is not installed, or an assertion that does not exist, is refused', async () => {
    const problems = ["Cannot find package 'chai'", 'assert.equals is not a function'];
    let runs = 0;
    const tests = (texts: FileTexts): TestReport => {
      if (!texts.has('test/fixpoint-check.test.ts')) return testReport([testResult('prints')]);
      const message = problems[runs++] ?? 'multiply is not a function';
      const own = {
        file: 'test/fixpoint-check.test.ts',
        id: 'test/fixpoint-check.test.ts > multiplies',
      };
      const isWritten = (texts.get('src/cart.ts') ?? '').includes('multiply');
      return testReport([
        testResult('prints'),
        {
          ...(isWritten ? testResult('multiplies') : failedTest('multiplies', { message })),
          ...own,
        },
      ]);
    };
    const model = scriptedRoles({ checker: [check], author: [write] });
    const events = await solveInMemory({ files: cartFiles, tests, model, task: { instruction } });
    expect(events.flatMap((event) => (event.kind === 'check' ? [event.message] : []))).toEqual([
      'It needs the package chai, which is not installed.',
      'There is no assertion named equals.',
      '',
    ]);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed-unproven' } });
  });

  test('independent drafts that come out the same agree', async () => {
    const tests = (texts: FileTexts): TestReport => {
      const isWritten = (texts.get('src/cart.ts') ?? '').includes('multiply');
      const own = {
        file: 'test/fixpoint-check.test.ts',
        id: 'test/fixpoint-check.test.ts > multiplies',
      };
      return testReport([
        testResult('prints'),
        ...(texts.has('test/fixpoint-check.test.ts')
          ? [{ ...(isWritten ? testResult('multiplies') : failedTest('multiplies')), ...own }]
          : []),
      ]);
    };
    const model = scriptedRoles({ checker: [check], author: [write] });
    const task = { instruction: `${instruction} ${'It has to hold for all numbers. '.repeat(9)}` };
    const events = await solveInMemory({ files: cartFiles, tests, model, task });
    expect(model.requestsOf('author')).toHaveLength(4);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed-unproven' } });
  });

  test('held-out tests are not named in lessons', async () => {
    const own = [1, 2, 3, 4].map(
      (n) => `test('adds ${String(n)}', () => {\n  add(${String(n)}, 1);\n});\n`,
    );
    const files = {
      ...arithmeticFiles('add'),
      'test/cart.test.ts': `import { add } from '../src/math';\n${own.join('')}`,
    };
    const tests = (texts: FileTexts): TestReport => {
      const isGreen = (texts.get('src/math.ts') ?? '').includes('return a + b');
      return testReport(
        [1, 2, 3, 4].map((n) =>
          isGreen
            ? testResult(`adds ${String(n)}`)
            : failedTest(`adds ${String(n)}`, {
                expected: String(n),
                actual: '0',
                frames: [{ file: 'src/math.ts', line: 3, function: 'add' }],
              }),
        ),
      );
    };
    let n = 0;
    const next = (): string => firstResult('add', `a * ${String(++n)}`);
    const model = scriptedRoles({ author: [next, next, next, next, repairOf('add')], explain });
    const events = await solveInMemory({ files, tests, model });
    const heldOut = events.flatMap((event) =>
      event.kind === 'baseline' ? (event.heldOut ?? []) : [],
    );
    expect(heldOut).toHaveLength(1);
    const name = heldOut[0]?.replace(/^.* > /, '') ?? 'none';
    const prompts = JSON.stringify(model.requests);
    expect(prompts).toContain('Tried');
    expect(prompts).not.toContain(name);
  });
});
