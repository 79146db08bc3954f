import { afterEach, describe, expect, test } from 'vitest';
import { coveredLines, disposeLoaded, warmProject, type WarmProject } from './warmProject';

const CODE = `import json

TABLE = {"apple": 3}


def price(name):
    return TABLE[name]


def total(names):
    result = 0
    for name in names:
        result -= price(name)
    return result


def steps(n):
    count = 0
    while n > 0:
        n -= 1
        count += 1
    return count
`;
const TESTS = `import unittest
from shop import prices


class Prices(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fruit = "apple"

    def test_price(self):
        self.assertEqual(prices.price(self.fruit), 3)

    def test_total(self):
        self.assertEqual(prices.total(["apple", "apple"]), 6)

    def test_parts(self):
        for count in (0, 1):
            with self.subTest(count=count):
                self.assertEqual(prices.total(["apple"] * count), 3 * count)

    def test_steps(self):
        self.assertEqual(prices.steps(2), 2)

    @unittest.skip("later")
    def test_later(self):
        self.fail()

    @unittest.expectedFailure
    def test_known(self):
        self.fail()
`;
const FILES = {
  'shop/__init__.py': '',
  'shop/prices.py': CODE,
  'tests/__init__.py': '',
  'tests/test_prices.py': TESTS,
};
const changed = (from: string, to: string): Readonly<Record<string, string>> => ({
  'shop/prices.py': CODE.replace(from, to),
});

afterEach(disposeLoaded);

function open(): Promise<WarmProject> {
  return warmProject('python3 -m unittest', FILES);
}

describe.skipIf(process.platform === 'win32')('loaded tests of unittest', () => {
  test('tell the same as an ordinary run, of the code as it is and of changed code', async () => {
    const project = await open();
    expect((await project.ordinary()).length).toBe(2);
    for (const texts of [
      {},
      changed('-= price', '+= price'),
      changed('return TABLE[name]', 'return TABLE.name'),
      changed('def total(names):', 'def total(names)'),
      changed('import json', 'raise SystemExit(1)'),
    ]) {
      const told = await project.loaded(texts);
      expect(told).toEqual({ kind: 'ended', passed: await project.ordinary(texts) });
    }
  }, 60_000);

  test('a loop without an end is stopped, and the next check is told', async () => {
    const project = await open();
    const endless = await project.loaded(changed('n -= 1', 'pass'), 1_500);
    expect(endless.kind).toBe('timed-out');
    expect(await project.loaded(changed('-= price', '+= price'))).toMatchObject({ kind: 'ended' });
  }, 60_000);

  test('tell which lines each test runs, and what expressions come to', async () => {
    const warm = await (await open()).warm();
    const lines = await coveredLines(warm, 'shop/prices.py');
    expect(lines['tests/test_prices.py::Prices::test_price']).toEqual([7]);
    expect(lines['tests/test_prices.py::Prices::test_steps']).toEqual([18, 19, 20, 21, 22]);
    const values = await warm.evaluate?.(
      {
        changes: new Map(Object.entries(changed('-= price', '+= price'))),
        path: 'shop/prices.py',
        expressions: ['total(["apple"])', 'price("pear")'],
        timeoutMs: 5_000,
      },
      new AbortController().signal,
    );
    expect(values).toEqual([
      { kind: 'value', text: '3' },
      { kind: 'error', text: 'KeyError' },
    ]);
  }, 60_000);
});
