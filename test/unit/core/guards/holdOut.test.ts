import { describe, expect, test } from 'vitest';
import { chooseHeldOut, overfitOf, revealHalf } from '../../../../src/core/guards/holdOut';
import { clusterFailures } from '../../../../src/core/feedback/clusters';
import { baselineVerdict } from '../../../../src/core/selection/judge';
import { redOf, type Target } from '../../../../src/core/selection/targets';
import type { Frame, Problem, TestResult } from '../../../../src/core/testReport';
import { failedTest, problem, testReport } from '../../../support/reports';

const IN_CODE: Frame = { file: 'src/roman.js', line: 7, function: 'roman' };

function targetsOf(tests: readonly TestResult[]): readonly Target[] {
  return redOf(testReport(tests));
}

/** Failing tests that throw at one place in the code, each called from its own line of the test. */
function throwing(names: readonly string[], fields: Partial<Problem> = {}): readonly Target[] {
  return targetsOf(
    names.map((name, index) => {
      const frames = [IN_CODE, { file: 'test/cart.test.ts', line: 10 + index }];
      return failedTest(name, { kind: 'throw', name: 'TypeError', frames, ...fields });
    }),
  );
}

function heldOut(targets: readonly Target[], seed = 1): readonly string[] {
  return [...chooseHeldOut(targets, seed)].map((id) => id.replace('test/cart.test.ts > ', ''));
}

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `converts ${index + 1}`);

describe('held-out tests', () => {
  test.each([
    [3, 0],
    [4, 1],
    [7, 1],
    [8, 2],
    [20, 5],
  ])('of %i tests that differ in a number only, %i are held out', (count, expected) => {
    expect(heldOut(throwing(numbered(count)))).toHaveLength(expected);
  });

  test('are never the failure that is shown, whatever the seed', () => {
    const targets = throwing(numbered(8));
    const shown = clusterFailures(targets)[0]?.targets[0].id;
    const drawn = Array.from({ length: 50 }, (_, seed) => [...chooseHeldOut(targets, seed)]).flat();
    expect(drawn).not.toContain(shown);
    expect(new Set(drawn).size).toBe(7);
  });

  test('are the same for a seed, in the order of the targets, however a report is ordered', () => {
    const targets = throwing(numbered(16));
    const chosen = heldOut(targets, 3);
    expect(heldOut(targets, 3)).toEqual(chosen);
    const [first, ...rest] = targets;
    const other = first === undefined ? [] : [first, ...rest.toReversed()];
    expect(heldOut(other, 3)).toEqual(chosen.toReversed());
    expect(Array.from({ length: 10 }, (_, seed) => heldOut(targets, seed).join())).not.toEqual(
      Array.from({ length: 10 }, () => chosen.join()),
    );
  });

  test.each([
    ['parameters', ['adds[1-2]', 'adds[3-4]', 'adds[a-b]', 'adds[None]']],
    ['quoted values', ["greets 'Ann'", "greets 'Bob'", 'greets "Cy"', 'greets `Di`']],
    ['signs and fractions', ['halves -1', 'halves 2.5', 'halves 1_000', 'halves 0']],
  ])('may differ in %s', (_, names) => {
    expect(heldOut(throwing(names))).toHaveLength(1);
  });

  test('come from tests of one table, whose words differ, because they fail on one way', () => {
    const frames = [{ file: 'test/cart.test.ts', line: 5 }];
    const tests = ['I', 'IV', 'IX', 'XL'].map((name) => failedTest(name, { frames }));
    expect(heldOut(targetsOf(tests))).toHaveLength(1);
  });

  test.each([
    [
      'different things of one function that is not written yet',
      throwing(['is empty', 'adds items', 'takes discounts', 'rounds half up', 'refuses debts']),
    ],
    [
      'different things through one helper of the test file',
      targetsOf(
        ['is empty', 'adds items', 'takes discounts', 'rounds half up'].map((name, index) => {
          const helper = { file: 'test/cart.test.ts', line: 3 };
          return failedTest(name, {
            frames: [helper, { file: 'test/cart.test.ts', line: 10 + index }],
          });
        }),
      ),
    ],
    [
      'different things, with frames of the code only',
      throwing(['is empty', 'adds items', 'rounds', 'refuses'], { frames: [IN_CODE] }),
    ],
    [
      'one thing of several functions',
      targetsOf(
        numbered(6).map((name, index) =>
          failedTest(name, { frames: [{ ...IN_CODE, function: `f${index}` }] }),
        ),
      ),
    ],
    [
      'one thing, but in several files',
      targetsOf(
        numbered(6).map((name, index) => {
          const file = `test/${index}.test.ts`;
          return { ...failedTest(name, { frames: [IN_CODE] }), id: `${file} > ${name}`, file };
        }),
      ),
    ],
  ])('are none when the tests ask %s', (_, targets) => {
    expect(heldOut(targets)).toEqual([]);
  });

  test('are never files that do not load', () => {
    const loadErrors = Array.from({ length: 8 }, (_, index) =>
      problem({ kind: 'load', message: 'Unexpected token', blocks: [`test/${index}.test.ts`] }),
    );
    expect(heldOut(redOf(testReport([], { loadErrors })))).toEqual([]);
  });
});

describe('a revision', () => {
  const verdict = (...stillRed: readonly string[]) => ({ ...baselineVerdict([]), stillRed });

  test('fits only what was shown when nothing but held-out tests fail', () => {
    const hidden = new Set(['a', 'b']);
    expect(overfitOf(verdict('b'), hidden)).toEqual(['b']);
    expect(overfitOf(verdict('b', 'c'), hidden)).toEqual([]);
    expect(overfitOf(verdict(), hidden)).toEqual([]);
    expect(overfitOf(verdict('c'), new Set())).toEqual([]);
  });
});

describe('what is shown next', () => {
  test.each([
    [1, 1],
    [2, 1],
    [5, 3],
  ])('is of %i held-out tests %i, the same for a seed', (count, expected) => {
    const hidden = new Set(numbered(count));
    const shown = revealHalf(hidden, 4);
    expect(shown.size).toBe(expected);
    expect([...shown].every((id) => hidden.has(id))).toBe(true);
    expect(revealHalf(hidden, 4)).toEqual(shown);
  });
});
