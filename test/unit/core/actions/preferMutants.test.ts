import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { preferMutants } from '../../../../src/core/actions/preferMutants';
import { createSourceMap } from '../../../../src/core/context/sourceMap';
import type { MutantFound } from '../../../../src/core/mutation/searchMutants';
import type { EvaluatedValue } from '../../../../src/core/ports';
import { redOf } from '../../../../src/core/selection/targets';
import { syntax } from '../../../support/parseSource';
import { failedTest, testReport } from '../../../support/reports';
import { stillClock } from '../../../support/stillClock';

const SOURCE = '// f(5) => 25\nexport function f(n) {\n  return n + n;\n}\n';
const TEST = "test('squares', () => { expect(f(2)).toBe(4); });";
const red = redOf(testReport([failedTest('squares')]));

/** A mutant whose function is this JavaScript expression of `n`. */
function mutant(body: string, score: number): MutantFound {
  return {
    changes: new Map([['src/f.js', body]]),
    candidate: {
      path: 'src/f.js',
      mutation: {
        start: SOURCE.indexOf('return'),
        end: SOURCE.indexOf('return') + 1,
        replacement: body,
        pattern: 'arithmetic-operator',
        description: body,
      },
      score,
    },
    check: { fixed: 1, total: 1, broken: false },
    tried: 1,
  };
}

/** Evaluates calls of `f` and plain values, as a runner would. */
function valueOf(body: string, expression: string): EvaluatedValue {
  const f = (n: number): unknown => runInNewContext(body, { n });
  try {
    return { kind: 'value', text: JSON.stringify(runInNewContext(expression, { f })) };
  } catch (error) {
    return { kind: 'error', text: (error as Error).name };
  }
}

async function preferred(
  found: readonly MutantFound[],
  { source = SOURCE, canLoad = true } = {},
): Promise<readonly string[]> {
  const files = new Map([
    ['src/f.js', source],
    ['test/cart.test.ts', TEST],
  ]);
  const sources = createSourceMap({
    paths: new Set(files.keys()),
    read: (path) => Promise.resolve(files.get(path)),
    syntax,
    clock: stillClock,
  });
  const chosen = await preferMutants(found, {
    sources,
    red,
    evaluate: (changes, { expressions }) => {
      const body = changes.get('src/f.js') ?? '';
      const values = expressions.map((each) => valueOf(body, each));
      const isLoaded = canLoad && !body.includes('gone.js');
      return Promise.resolve(isLoaded ? values : undefined);
    },
  });
  return chosen.map(({ candidate, difference = '' }) =>
    `${candidate.mutation.description} ${difference}`.trim(),
  );
}

test('a mutant that keeps what a comment says goes before likelier ones', async () => {
  expect(await preferred([mutant('n + 2', 9), mutant('n * n', 1)])).toEqual([
    'n * n',
    'n + 2 With it f(3) gives 5 instead of 9.',
  ]);
});

test('without examples the behaviour for which most speaks goes first, one mutant for each', async () => {
  const source = SOURCE.replace('// f(5) => 25\n', '');
  const found = [mutant('n + 2', 3), mutant('n * n', 2), mutant('n ** 2', 2)];
  expect(await preferred(found, { source })).toEqual([
    'n * n',
    'n + 2 With it f(3) gives 5 instead of 9.',
  ]);
});

test('an error is an answer, too', async () => {
  const source = SOURCE.replace('// f(5) => 25\n', '');
  const found = [mutant('n * n', 2), mutant('n === 0 ? gone() : n * n', 1)];
  expect(await preferred(found, { source })).toEqual([
    'n * n',
    'n === 0 ? gone() : n * n With it f(0) gives the error ReferenceError instead of 0.',
  ]);
});

test('where nothing can be evaluated, the order stays', async () => {
  const found = [mutant('n + 2', 9), mutant('n * n', 1)];
  expect(await preferred(found, { canLoad: false })).toEqual(['n + 2', 'n * n']);
});

test('where one of them can not be evaluated, the order stays, too', async () => {
  const found = [mutant("require('gone.js')", 3), mutant('n * n', 1)];
  expect(await preferred(found)).toEqual(["require('gone.js')", 'n * n']);
});
