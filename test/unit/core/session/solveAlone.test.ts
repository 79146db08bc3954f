import { describe, expect, test } from 'vitest';
import type { FileTexts } from '../../../../src/core/ports';
import type { TestReport } from '../../../../src/core/testReport';
import { cartFiles as files, cartTests as tests } from '../../../support/cart';
import { inProcessModel } from '../../../support/inProcessModel';
import { failedTest, problem, testReport, testResult } from '../../../support/reports';
import { solveInMemory } from '../../../support/solveInMemory';
import { transcript } from '../../../support/transcript';

describe('solving without a model', () => {
  test('finds a single change and explains it', async () => {
    const events = await solveInMemory({ files, tests });
    expect(transcript(events.filter(({ kind }) => kind !== 'progress'))).toMatchInlineSnapshot(`
      "session with built-in and fake
      baseline: failed, targets [adds], flaky []
      1. mutate from 0
         patch 1 of src/cart.ts
         eval 1/1 fixed, broken [], value 1.00
      fixed: Fixed: 1 of 1 failing tests fixed, 0 broken."
    `);
  });

  test('says so when no change helps', async () => {
    const never = (): TestReport => testReport([failedTest('adds')]);
    const events = await solveInMemory({ files, tests: never });
    expect(transcript(events).split('\n').at(-1)).toMatch(
      /^stuck: No single change of the suspicious code/,
    );
  });
});

describe('the built-in search', () => {
  test('goes on from bug to bug, however many there are', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const functions = names.map(
      (name) => `export function ${name}(n: number) {\n  return n - 1; // ${name}\n}\n`,
    );
    const cases = names.map((name) => `test('${name}', () => {\n  ${name}(1);\n});\n`);
    const many = {
      'src/cart.ts': functions.join(''),
      'test/cart.test.ts': `import { ${names.join(', ')} } from '../src/cart';\n${cases.join('')}`,
    };
    const each = (texts: FileTexts): TestReport => {
      const code = texts.get('src/cart.ts') ?? '';
      return testReport(
        names.map((name) => {
          const line = names.indexOf(name) * 3 + 2;
          const frames = [{ file: 'src/cart.ts', line, function: name }];
          return code.includes(`n + 1; // ${name}`)
            ? testResult(name)
            : failedTest(name, { frames });
        }),
      );
    };
    const events = await solveInMemory({ files: many, tests: each });
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed', verdict: { fixed: 7 } } });
  });

  test('ends when two targets contradict each other, instead of going round between them', async () => {
    const contradiction = (texts: FileTexts): TestReport => {
      const code = texts.get('src/cart.ts') ?? '';
      const isUp = code.includes('n + 1');
      const isTimes = code.includes('n * 1');
      return testReport([
        isUp ? testResult('adds') : failedTest('adds'),
        isTimes ? testResult('times') : failedTest('times'),
      ]);
    };
    const events = await solveInMemory({ files, tests: contradiction });
    expect(transcript(events).split('\n').at(-1)).toMatch(
      /^best-partial: .* 1 of 2 failing tests fixed/,
    );
  });

  test('never edits a test file that does not load', async () => {
    const blocks = ['checks.ts'];
    const own = {
      ...files,
      'checks.ts':
        "import { total } from './src/cart';\nif (total(1) !== 2) throw new Error('red');\n",
    };
    const loadError = problem({
      kind: 'load',
      message: 'red',
      blocks,
      frames: [{ file: 'checks.ts', line: 2 }],
    });
    const broken = testReport([], { verdict: 'load-error', loadErrors: [loadError] });
    const green = testReport([testResult('adds', { file: 'checks.ts' })]);
    const events = await solveInMemory({
      files: own,
      tests: (texts) => (texts.get('checks.ts') === own['checks.ts'] ? broken : green),
    });
    expect(transcript(events).split('\n').at(-1)).toMatch(/^stuck: /);
  });
});

describe('the baseline', () => {
  test('needs no model when everything is green', async () => {
    const model = inProcessModel();
    const events = await solveInMemory({
      files,
      tests: () => testReport([testResult('adds')]),
      model,
    });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
      baseline: passed, targets [], flaky []
      already-green: All tests pass already; there is nothing to fix."
    `);
  });

  test('quarantines a test that fails only now and then', async () => {
    let runs = 0;
    const shaky = (): TestReport =>
      testReport([runs++ === 0 ? failedTest('shaky') : testResult('shaky'), testResult('adds')]);
    const events = await solveInMemory({ files, tests: shaky });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with built-in and fake
      baseline: failed, targets [], flaky [shaky]
      environment: Only tests that fail now and then are red (test/cart.test.ts > shaky); make them steady first."
    `);
  });

  test('ends with the reason when no test ran', async () => {
    const none = testReport([], {
      verdict: 'no-tests',
      explanation: 'No test was found; name them with --test.',
    });
    const events = await solveInMemory({ files, tests: () => none });
    expect(transcript(events).split('\n').at(-1)).toBe(
      'environment: No test was found; name them with --test.',
    );
  });

  test('names the failing tests when the wanted one is not among them', async () => {
    const events = await solveInMemory({ files, tests, task: { targets: ['subtracts'] } });
    expect(transcript(events).split('\n').at(-1)).toBe(
      'environment: No failing test matches "subtracts"; failing are: test/cart.test.ts > adds.',
    );
  });

  test('is all there is to say when the wanted test is green', async () => {
    const events = await solveInMemory({ files, tests, task: { targets: ['prints'] } });
    expect(transcript(events).split('\n').at(-1)).toBe(
      'already-green: What was asked for passes already; there is nothing to fix.',
    );
  });

  test('does not take a misspelt name for a green test', async () => {
    const green = (): TestReport => testReport([testResult('adds')]);
    const events = await solveInMemory({ files, tests: green, task: { targets: ['subtracts'] } });
    expect(transcript(events).split('\n').at(-1)).toBe(
      'environment: No test matches "subtracts"; all tests pass.',
    );
  });

  test('ends in order when it is stopped', async () => {
    const signal = AbortSignal.abort();
    const events = await solveInMemory({ files, tests, signal });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with built-in and fake
      user: Stopped. No revision made a failing test pass; nothing was changed."
    `);
  });
});
