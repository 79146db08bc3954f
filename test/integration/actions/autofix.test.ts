import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { autofix } from '../../../src/core/actions/autofix/autofix';
import { baselineVerdict } from '../../../src/core/selection/judge';
import { evaluate } from '../../../src/core/session/evaluate';
import { openBench, type BenchSetup } from '../openBench';
import { isAvailable } from '../testRunners/trial';

const hasPytest = await isAvailable('python3', ['-c', 'import pytest']);

/** Fixes the baseline without a model: what was said and changed, and the value that real tests give it. */
async function repaired(setup: BenchSetup) {
  const bench = await openBench(setup);
  const { signal } = new AbortController();
  const { baseline, targets } = bench.standard;
  const verdict = baselineVerdict(targets.map(({ id }) => id));
  const candidate = {
    number: 0,
    parent: 0,
    texts: new Map(),
    files: [],
    explanation: '',
    verdict,
    report: baseline,
  };
  const fix = await autofix({ bench, candidate }, signal);
  if (fix === undefined) return undefined;
  const { verdict: after } = await evaluate(bench, fix.texts, signal);
  const { requests } = bench.meter.usage;
  return { value: after.value, requests, explanation: fix.explanation.split('\n') };
}

const CART_TEST = [
  "import { expect, test } from 'vitest';",
  "import { total } from '../src/cart';",
  "test('adds tax', () => expect(total(1)).toBe('3'));",
].join('\n');

describe('fixes without a model, judged by real tests', { timeout: 60_000 }, () => {
  test('A55: missing imports are fixed with zero model calls', async () => {
    const files = {
      'package.json': '{"type":"module","devDependencies":{"vitest":"*"}}',
      '.gitignore': 'node_modules\n',
      'src/tax.ts': 'export const tax = (n: number): number => n * 3;\n',
      'src/cart.ts': 'export const total = (n: number): string => String(tax(n));\n',
      'test/cart.test.ts': CART_TEST,
    };
    const prepare = async (root: string): Promise<void> => {
      await mkdir(join(root, 'node_modules'));
      const installed = join(import.meta.dirname, '../../../node_modules/vitest');
      await symlink(installed, join(root, 'node_modules', 'vitest'), 'junction');
    };
    expect(await repaired({ runner: 'vitest', files, prepare })).toEqual({
      value: 1,
      requests: 0,
      explanation: ['src/cart.ts uses tax without importing it; it is imported from ./tax now.'],
    });
  });

  test('A55: an import of a file that moved is corrected', async () => {
    const files = {
      'lib/money/tax.js': 'exports.tax = (n) => n * 3;\n',
      'lib/cart.js': "const { tax } = require('./tax');\nexports.total = (n) => tax(n);\n",
      'test/cart.test.js': [
        "const assert = require('node:assert');",
        "const test = require('node:test');",
        "const { total } = require('../lib/cart');",
        "test('adds tax', () => assert.equal(total(1), 3));",
      ].join('\n'),
    };
    expect(await repaired({ runner: 'node:test', files })).toEqual({
      value: 1,
      requests: 0,
      explanation: ['lib/cart.js imports ./tax, which does not exist; it imports ./money/tax now.'],
    });
  });

  test.skipIf(!hasPytest)('A55: Python imports, indentation and brackets', async () => {
    const files = {
      'conftest.py': '',
      'shop/__init__.py': '',
      'shop/count.py': 'def count(text):\n    return Counter(text)["a"]\n',
      'shop/sign.py': 'def sign(n):\n    if n < 0:\n\treturn -1\n    return 1\n',
      'shop/pair.py': 'def pair(a, b):\n    return (a, b\n',
      'tests/test_count.py':
        'from shop.count import count\n\ndef test_count():\n    assert count("aba") == 2\n',
      'tests/test_sign.py':
        'from shop.sign import sign\n\ndef test_sign():\n    assert sign(-2) == -1\n',
      'tests/test_pair.py':
        'from shop.pair import pair\n\ndef test_pair():\n    assert pair(1, 2) == (1, 2)\n',
    };
    const result = await repaired({ runner: 'pytest', files });
    expect(result?.explanation.toSorted()).toEqual([
      'shop/count.py uses Counter without importing it; it is imported from collections now.',
      'shop/pair.py did not parse because of a bracket that was not closed; it is closed now.',
      'shop/sign.py mixed tabs and spaces in its indentation; it is uniform now.',
    ]);
    expect(result).toMatchObject({ value: 1, requests: 0 });
  });

  test('code that is wrong in another way is left alone', async () => {
    const files = {
      'sum.js': 'exports.sum = (a, b) => a - b;\n',
      'sum.test.js': [
        "const assert = require('node:assert');",
        "require('node:test')('adds', () => assert.equal(require('./sum').sum(1, 2), 3));",
      ].join('\n'),
    };
    expect(await repaired({ runner: 'node:test', files })).toBeUndefined();
  });
});
