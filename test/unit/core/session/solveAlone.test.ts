import { describe, expect, test } from 'vitest';
import type { TestReport } from '../../../../src/core/testReport';
import { cartFiles as files, cartTests as tests } from '../../../support/cart';
import { inProcessModel } from '../../../support/inProcessModel';
import { failedTest, testReport, testResult } from '../../../support/reports';
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

  test('ends in order when it is stopped', async () => {
    const signal = AbortSignal.abort();
    const events = await solveInMemory({ files, tests, signal });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with built-in and fake
      user: Stopped. No revision made a failing test pass; nothing was changed."
    `);
  });
});
