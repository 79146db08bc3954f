import { describe, expect, test } from 'vitest';
import { warningsOf } from '../../../../src/core/guards/testEdits';
import { fileEditBetween } from '../../../../src/core/revisions/applyRevision';

function warnings(
  before: string | null,
  after: string | null,
  path = 'test/a.test.ts',
): readonly string[] {
  const edit = fileEditBetween(path, before, after);
  if (edit === undefined) throw new Error('The texts are equal');
  return warningsOf([edit]).map((warning) => warning.replace(`${path}: `, ''));
}

const IN_JAVASCRIPT = `test('adds', () => {
  const sum = add(1, 2);
  expect(sum).toBe(3);
  expect(log).toHaveBeenCalledWith('added');
});
test('fails', () => {
  expect(() => add()).toThrow('two numbers');
});
`;
const IN_PYTHON = `def test_adds():
    assert add(1, 2) == 3
    self.assertEqual(log, ["added"])


def test_fails():
    with pytest.raises(ValueError):
        add()
`;

describe('a test that is not run or may fail', () => {
  test.each([
    ["test('adds'", "test.skip('adds'"],
    ["test('adds'", "test.only('adds'"],
    ["test('adds'", "it.concurrent.only('adds'"],
    ["test('adds'", "test.fails('adds'"],
    ["test('adds'", "test.skipIf(isSlow)('adds'"],
    ["test('adds'", "xit('adds'"],
    ["test('adds'", "fit('adds'"],
    ["test('adds', ()", "test('adds', { skip: true }, ()"],
    ['  const sum', '  t.skip();\n  const sum'],
  ])('is seen when %s becomes %s', (from, to) => {
    const [warning] = warnings(IN_JAVASCRIPT, IN_JAVASCRIPT.replace(from, to));
    expect(warning).toMatch(/^a test is not run any more or may fail: /);
  });

  test.each([
    '@pytest.mark.skip(reason="slow")\n',
    '@pytest.mark.skipif(sys.platform == "linux", reason="x")\n',
    '@pytest.mark.xfail\n',
    '@unittest.skip("x")\n',
    '@unittest.expectedFailure\n',
    'pytestmark = pytest.mark.skip\n',
  ])('is seen when %j is added', (mark) => {
    expect(warnings(IN_PYTHON, mark + IN_PYTHON, 'test_a.py')).toEqual([
      `a test is not run any more or may fail: ${mark.trim()}`,
    ]);
  });

  test('is not one whose mark is gone or moved', () => {
    const skipped = IN_JAVASCRIPT.replace('test(', 'test.skip(');
    expect(warnings(skipped, IN_JAVASCRIPT)).toEqual([]);
    expect(warnings(skipped, skipped.replace('adds', 'adds two'))).toEqual([
      "another value is given or expected: test.skip('adds', () => { → test.skip('adds two', () => {",
    ]);
  });
});

describe('what is gone', () => {
  test('is a whole file', () => {
    expect(warnings(IN_JAVASCRIPT, null)).toEqual(['the whole file is deleted']);
  });

  test('is a test with its assertion', () => {
    const [first = ''] = IN_JAVASCRIPT.split(/^(?=test\('fails)/m);
    expect(warnings(IN_JAVASCRIPT, first)).toEqual([
      "a test is removed: 'fails'",
      "an assertion is removed: expect(() => add()).toThrow('two numbers');",
    ]);
    expect(warnings(IN_PYTHON, '', 'test_a.py')).toEqual([
      '2 tests are removed: test_adds (and 1 more)',
      'assertions are removed: assert add(1, 2) == 3 (and 2 more)',
    ]);
  });

  test.each([
    ['is removed', '  expect(sum).toBe(3);\n', ''],
    ['becomes a comment', '  expect(sum)', '  // expect(sum)'],
    ['becomes a tautology', 'expect(sum).toBe(3)', 'expect(true).toBe(true)'],
  ])('is an assertion that %s', (_, from, to) => {
    expect(warnings(IN_JAVASCRIPT, IN_JAVASCRIPT.replace(from, to))).toEqual([
      'an assertion is removed: expect(sum).toBe(3);',
    ]);
  });

  test('is an assertion that becomes a tautology, in Python too', () => {
    const after = IN_PYTHON.replace('assert add(1, 2) == 3', 'assert True');
    expect(warnings(IN_PYTHON, after, 'test_a.py')).toEqual([
      'an assertion is removed: assert add(1, 2) == 3',
    ]);
  });
});

describe('what is expected', () => {
  test.each([
    ['toBe(3)', 'toBe(4)'],
    ["CalledWith('added')", "CalledWith('failed')"],
    ['add(1, 2)', 'add(1, 3)'],
  ])('is another value when %s becomes %s', (from, to) => {
    const [warning] = warnings(IN_JAVASCRIPT, IN_JAVASCRIPT.replace(from, to));
    expect(warning).toMatch(/^another value is given or expected: .* → .*$/);
    expect(warning).toContain(to);
  });

  test('is another value also on lines without an assertion, each told once', () => {
    const rows = (a: number, b: number): string =>
      `const rows = [\n  [1, ${a}],\n  [2, ${b}],\n];\n`;
    expect(warnings(rows(1, 2), rows(3, 4))).toEqual([
      'another value is given or expected: [1, 1], → [1, 3], (and 1 more)',
    ]);
  });

  test.each([
    ['expect(sum).toBe(3)', 'expect(sum).toBeDefined()'],
    ['expect(sum).toBe(3)', 'expect(sum).toBeGreaterThan(0)'],
    ["toThrow('two numbers')", 'toThrow()'],
    ["CalledWith('added')", 'CalledWith(expect.anything())'],
  ])('is looser when %s becomes %s', (from, to) => {
    expect(warnings(IN_JAVASCRIPT, IN_JAVASCRIPT.replace(from, to))).toEqual([
      expect.stringMatching(/^a check is less exact: .* → .*$/),
    ]);
  });

  test.each([
    ['assert add(1, 2) == 3', 'assert add(1, 2)'],
    ['self.assertEqual(log, ["added"])', 'self.assertTrue(log)'],
    ['assert add(1, 2) == 3', 'assert add(1, 2) == pytest.approx(3)'],
  ])('is looser in Python when %s becomes %s', (from, to) => {
    expect(warnings(IN_PYTHON, IN_PYTHON.replace(from, to), 'test_a.py')).toEqual([
      expect.stringMatching(/^a check is less exact: .* → .*$/),
    ]);
  });

  test('is changed with a recorded snapshot, but not with a first one', () => {
    const path = 'test/__snapshots__/a.snap';
    expect(warnings('exports[`a`] = `1`;\n', 'exports[`a`] = `2`;\n', path)).toEqual([
      'recorded results are changed',
    ]);
    expect(warnings(null, 'exports[`a`] = `1`;\n', path)).toEqual([]);
  });
});

describe('no weakening', () => {
  test.each([
    ['a new test', `${IN_JAVASCRIPT}test('more', () => {\n  expect(add(2, 2)).toBe(4);\n});\n`],
    [
      'a new assertion',
      IN_JAVASCRIPT.replace('  expect(log)', '  expect(other).toBe(1);\n  expect(log)'),
    ],
    ['an exacter check', IN_JAVASCRIPT.replace('toBe(3)', 'toStrictEqual(3)')],
    ['another comment', `// adds\n${IN_JAVASCRIPT}`],
    ['another order', [...IN_JAVASCRIPT.split(/^(?=test)/m)].reverse().join('')],
    ['another helper', IN_JAVASCRIPT.replace('add(1, 2)', 'sumOf(1, 2)')],
  ])('is %s', (_, after) => {
    expect(warnings(IN_JAVASCRIPT, after)).toEqual([]);
  });

  test('is a new file of tests', () => {
    expect(warnings(null, IN_JAVASCRIPT)).toEqual([]);
    expect(warnings(null, IN_PYTHON, 'test_a.py')).toEqual([]);
  });
});
