import { expect, test } from 'vitest';
import { probeCalls } from '../../../../src/core/mutation/probeCalls';
import { syntax } from '../../../support/parseSource';

async function probes(path: string, text: string): Promise<readonly string[]> {
  const tree = await syntax.parse(path, text);
  return tree === undefined ? [] : probeCalls(tree, 'f');
}

test('the calls come first, then those with arguments near theirs', async () => {
  expect(await probes('a.test.js', 'test(() => { assert.ok(f(2, "ab") === 1); });')).toEqual([
    'f(2, "ab")',
    ...['f(3, "ab")', 'f(1, "ab")', 'f(0, "ab")'],
    ...['f(2, "")', 'f(2, "b")', 'f(2, "a")', 'f(2, "ba")'],
  ]);
});

test('lists are emptied, shortened, turned round and doubled', async () => {
  const found = await probes('test_a.py', 'def test_f():\n    assert f([1, 2]) == 3\n');
  expect(found).toEqual(
    expect.arrayContaining([
      'f([1, 2])',
      'f([])',
      'f([2])',
      'f([1])',
      'f([2, 1])',
      'f([1, 2, 1, 2])',
    ]),
  );
  expect(found).toContain('f([0, 2])');
});

test('calls with names, of other functions or without arguments are left alone', async () => {
  expect(await probes('a.js', 'f(x); g(1); f(); o.f(1); f(g(1)); f(...[1]); f(`a`);')).toEqual([]);
});

test('there is an end to them', async () => {
  const many = Array.from({ length: 99 }, (_, at) => `f(${String(at)});`).join('\n');
  expect(await probes('a.js', many)).toHaveLength(40);
});
