import { describe, expect, test } from 'vitest';
import { locate } from '../../../../src/core/context/locate';
import { createSourceMap } from '../../../../src/core/context/sourceMap';
import type { Target } from '../../../../src/core/selection/targets';
import type { TestResult } from '../../../../src/core/testReport';
import { syntax } from '../../../support/parseSource';
import { stillClock } from '../../../support/stillClock';
import { problem, testResult } from '../../../support/reports';

const files: Record<string, string> = {
  'src/cart.ts': [
    "import { tax } from './tax';",
    'export function total(prices: number[]): number {',
    '  return tax(prices.length);',
    '}',
    'export const unused = () => 1;',
  ].join('\n'),
  'src/tax.ts': 'export function tax(sum: number): number {\n  return sum * 2;\n}\n',
  'test/cart.test.ts': [
    "import { total as sum } from '../src/cart';",
    "test('adds', () => {",
    '  expect(sum([1])).toBe(1);',
    '});',
  ].join('\n'),
  'shop/price.py': 'def price(x):\n    return x\n',
  'tests/test_price.py':
    'from shop.price import price\n\ndef test_price():\n    assert price(1) == 2\n',
  'tests/test_table.py': 'from shop import price\n',
};

async function places(result: TestResult): Promise<readonly string[]> {
  const paths = new Set(Object.keys(files));
  const read = (path: string): Promise<string | undefined> => Promise.resolve(files[path]);
  const sources = createSourceMap({ paths, read, syntax, clock: stillClock });
  const target: Target = { kind: 'test', id: result.id, test: result };
  const testFiles = new Set(result.file === undefined ? [] : [result.file]);
  const found = await locate(target, sources, testFiles);
  return found.map(({ path, startRow, endRow, name, suspiciousness }) => {
    const range = `${String(startRow + 1)}-${String(endRow + 1)}`;
    return `${suspiciousness.toFixed(1)} ${path}:${range} ${name ?? ''}`.trimEnd();
  });
}

describe('locating the fault', () => {
  test('puts the function of the innermost workspace frame first', async () => {
    const frames = [
      { file: 'src/tax.ts', line: 2 },
      { file: 'src/cart.ts', line: 3 },
      { file: 'test/cart.test.ts', line: 3 },
    ];
    const failing = testResult('adds', { problems: [problem({ frames })] });
    expect(await places(failing)).toEqual(['1.0 src/tax.ts:1-3 tax', '0.9 src/cart.ts:2-4 total']);
  });

  test('follows calls from the failing test, also through renamed imports', async () => {
    expect(await places(testResult('adds', { line: 2, problems: [problem()] }))).toEqual([
      '0.6 src/cart.ts:2-4 total',
      '0.3 src/tax.ts:1-3 tax',
    ]);
  });

  test('follows Python imports from the root of the workspace', async () => {
    const failing = testResult('test_price[1]', {
      file: 'tests/test_price.py',
      problems: [problem()],
    });
    expect(await places(failing)).toEqual(['0.6 shop/price.py:1-2 price']);
  });

  test('falls back to the files that the test file imports', async () => {
    const failing = testResult('from a table', {
      file: 'tests/test_table.py',
      problems: [problem()],
    });
    expect(await places(failing)).toEqual(['0.2 shop/price.py:1-3']);
  });
});
