import { expect, test } from 'vitest';
import { createImportReach } from '../../../../src/core/context/importReach';

function reachIn(files: Readonly<Record<string, string>>): {
  readonly reads: string[];
  readonly reaching: (changed: string) => Promise<readonly string[]>;
} {
  const reads: string[] = [];
  const paths = new Set(Object.keys(files));
  const read = (path: string): Promise<string | undefined> => {
    reads.push(path);
    return Promise.resolve(files[path]);
  };
  const reach = createImportReach({ paths, read });
  const tests = [...paths].filter((path) => /test/.test(path));
  return { reads, reaching: (changed) => reach.reaching(tests, new Set([changed])) };
}

test('tests of scripts reach what they import over any number of files', async () => {
  const { reaching } = reachIn({
    'src/money.ts': '',
    'src/cart.ts': "import { round } from './money.js';",
    'src/shop.ts': "export * from './cart';",
    'src/other.ts': '',
    'test/cart.test.ts': "import { total } from '../src/cart';",
    'test/shop.test.ts': "const { shop } = require('../src/shop');",
    'test/lazy.test.ts': "const shop = await import('../src/shop');",
    'test/other.test.ts': "import '../src/other';",
  });
  expect(await reaching('src/money.ts')).toEqual([
    'test/cart.test.ts',
    'test/shop.test.ts',
    'test/lazy.test.ts',
  ]);
  expect(await reaching('src/other.ts')).toEqual(['test/other.test.ts']);
  expect(await reaching('test/other.test.ts')).toEqual(['test/other.test.ts']);
  expect(await reaching('README.md')).toEqual([]);
});

test('tests of Python reach modules, submodules and relative imports', async () => {
  const { reaching } = reachIn({
    'shop/__init__.py': '',
    'shop/money.py': '',
    'shop/cart.py': 'from . import money',
    'tests/test_cart.py': 'from shop import (\n    cart,\n    absent,\n)',
    'tests/test_money.py': 'import os, shop.money as m',
    'tests/test_none.py': 'import shopping',
  });
  expect(await reaching('shop/money.py')).toEqual(['tests/test_cart.py', 'tests/test_money.py']);
});

test('circles end, and each file is read once', async () => {
  const { reaching, reads } = reachIn({
    'a.ts': "import './b';",
    'b.ts': "import './a';",
    'a.test.ts': "import './a';",
  });
  expect(await reaching('c.ts')).toEqual([]);
  expect(await reaching('b.ts')).toEqual(['a.test.ts']);
  expect([...reads].sort()).toEqual(['a.test.ts', 'a.ts', 'b.ts']);
});
