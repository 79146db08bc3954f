import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sourcesOf } from '../../../src/core/context/candidateSources';
import { locate } from '../../../src/core/context/locate';
import { traceOf } from '../../../src/core/context/trace/traceOf';
import type { FileTexts } from '../../../src/core/ports';
import type { Bench } from '../../../src/core/session/bench';
import { isAvailable } from '../testRunners/trial';
import { openBench } from '../openBench';

const hasPytest = await isAvailable('python3', ['-c', 'import pytest']);
const BASELINE = { texts: new Map() };

/** Traces the most suspicious place of the first failing target. */
async function trace(
  bench: Bench,
  candidate: { readonly texts: FileTexts } = BASELINE,
): Promise<readonly string[]> {
  const [target] = bench.standard.targets;
  if (target === undefined) throw new Error('Nothing fails.');
  const [place] = await locate(target, sourcesOf(bench, candidate), bench.testFiles);
  if (place === undefined) throw new Error('No place is suspicious.');
  return traceOf({ bench, candidate, target, place }, new AbortController().signal);
}

const NODE_FILES = {
  'package.json': '{"type":"module"}',
  'src/sum.js': [
    'export function sum(list) {',
    '  let total = 0;',
    '  for (let i = 0; i < list.length - 1; i++) {',
    '    total += list[i]',
    '  }',
    '  return total;',
    '}',
  ].join('\n'),
  'test/sum.test.js': [
    "import assert from 'node:assert';",
    "import { mock, test } from 'node:test';",
    "import { sum } from '../src/sum.js';",
    "test('of nothing', () => assert.equal(sum([]), 0));",
    "test('of two numbers', () => {",
    "  const log = mock.method(console, 'log', () => {});",
    '  assert.equal(sum([4, 5]), 9);',
    '  assert.equal(log.mock.callCount(), 0);',
    '});',
  ].join('\n'),
};

describe('traces of real runs', { timeout: 60_000 }, () => {
  test('A01: node:test shows the values of the failing run alone', async () => {
    const bench = await openBench({ runner: 'node:test', files: NODE_FILES });
    expect(await trace(bench)).toMatchInlineSnapshot(`
      [
        "2: list=[4, 5]",
        "3: list=[4, 5], total=0",
        "4: list=[4, 5], total=0, i=0",
        "6: list=[4, 5], total=4",
        "6: return=4",
      ]
    `);
  });

  test('A01: a trace is of the candidate, not of the baseline', async () => {
    const bench = await openBench({ runner: 'node:test', files: NODE_FILES });
    const changed = NODE_FILES['src/sum.js'].replace('total = 0', 'total = 1');
    const blocks = await trace(bench, { texts: new Map([['src/sum.js', changed]]) });
    expect(blocks).toContain('6: return=5');
  });

  test('A01: a test that never ends shows what its loop does', async () => {
    const files = {
      ...NODE_FILES,
      'src/sum.js': NODE_FILES['src/sum.js'].replace('i++', 'i--'),
      'test/sum.test.js': NODE_FILES['test/sum.test.js'].replace(/test\('of nothing.*\n/, ''),
    };
    const bench = await openBench({ runner: 'node:test', files, timeoutMs: 4_000 });
    expect((await trace(bench)).slice(0, 4)).toMatchInlineSnapshot(`
      [
        "2: list=[4, 5]",
        "3: list=[4, 5], total=0",
        "4: list=[4, 5], total=0, i=0",
        "4: list=[4, 5], total=4, i=-1",
      ]
    `);
  });

  test('no trace when the code fails in another way than before', async () => {
    const bench = await openBench({ runner: 'node:test', files: NODE_FILES });
    const broken = `${NODE_FILES['src/sum.js']}\nthrow new TypeError('no');\n`;
    expect(await trace(bench, { texts: new Map([['src/sum.js', broken]]) })).toEqual([]);
  });

  test('A01: vitest shows the values of the failing run', async () => {
    const files = {
      'package.json': '{"type":"module","devDependencies":{"vitest":"*"}}',
      '.gitignore': 'node_modules\n',
      'src/cart.ts': [
        'export class Cart {',
        '  private readonly prices: number[] = [];',
        '  add(price: number): void {',
        '    this.prices.push(price);',
        '  }',
        '  total = (rate = 1): number => this.prices.reduce((sum, price) => sum - price, 0) * rate;',
        '}',
      ].join('\n'),
      'test/cart.test.ts': [
        "import { expect, test, vi } from 'vitest';",
        "import { Cart } from '../src/cart';",
        "test('adds up', () => {",
        "  const log = vi.spyOn(console, 'log');",
        '  const cart = new Cart();',
        '  cart.add(2);',
        '  expect(cart.total(3)).toBe(6);',
        '  expect(log).not.toHaveBeenCalled();',
        '});',
      ].join('\n'),
    };
    const bench = await openBench({
      runner: 'vitest',
      files,
      prepare: async (root) => {
        await mkdir(join(root, 'node_modules'));
        const installed = join(import.meta.dirname, '../../../node_modules/vitest');
        await symlink(installed, join(root, 'node_modules', 'vitest'), 'junction');
      },
    });
    const [target] = bench.standard.targets;
    if (target === undefined) throw new Error('Nothing fails.');
    const place = { path: 'src/cart.ts', startRow: 0, endRow: 7 };
    const wanted = { bench, candidate: BASELINE, target, place };
    expect(await traceOf(wanted, new AbortController().signal)).toMatchInlineSnapshot(`
      [
        "4: this=Cart {prices: []}, price=2",
        "5: this=Cart {prices: [2]}, price=2",
        "6: this=Cart {prices: [2]}, rate=3",
        "6: rate=3, sum=0, price=2",
        "6: return=-2",
        "6: return=-6",
      ]
    `);
  });

  test.skipIf(!hasPytest)(
    'A01: pytest shows the values of the failing run, also when the test reads its output',
    async () => {
      const files = {
        'shop/__init__.py': '',
        'shop/cart.py': [
          '"""Carts."""',
          'from __future__ import annotations',
          '',
          '',
          'class Cart:',
          '    def __init__(self, prices):',
          '        self.prices = prices',
          '',
          '    def total(self, rate=2):',
          '        result = 0',
          '        for price in self.prices[1:]:',
          '            result += price',
          '        print("total", result)',
          '        return result * rate',
        ].join('\n'),
        'tests/test_cart.py': [
          'from shop.cart import Cart',
          '',
          'def test_total(capsys):',
          '    total = Cart([3, 4]).total()',
          '    assert capsys.readouterr().out == "total 4\\n"',
          '    assert total == 14',
        ].join('\n'),
        'conftest.py': '',
      };
      const bench = await openBench({ runner: 'pytest', files });
      expect(await trace(bench)).toMatchInlineSnapshot(`
        [
          "10: self=Cart(prices=[3, 4]), rate=2",
          "11: self=Cart(prices=[3, 4]), rate=2, result=0",
          "12: self=Cart(prices=[3, 4]), rate=2, result=0, price=4",
          "13: self=Cart(prices=[3, 4]), rate=2, result=4, price=4",
          "14: self=Cart(prices=[3, 4]), rate=2, result=4, price=4",
          "14: return=8",
        ]
      `);
    },
  );
});
