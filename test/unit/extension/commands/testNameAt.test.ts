import { describe, expect, test } from 'vitest';
import { testNameAt } from '../../../../src/extension/commands/testNameAt';

const script = `import { it } from 'vitest';

describe('sums', () => {
  it('adds', () => {
    const list = [
      1,
    ];
    expect(list).toBe(2);
  });

  it.skip("it's \\"quoted\\"", () => {});

  test.each([1, 2])('doubles %i times exactly', (n) => {
    expect(n).toBe(n);
  });

  const helper = 3;
});
`.split('\n');

const python = `import x

class TestSums:
    def test_adds(self):
        total = 1
        assert total == 2

    def helper(self):
        return 3

async def test_later():
    assert True
`.split('\n');

function at(lines: readonly string[], text: string): string | undefined {
  return testNameAt(
    lines,
    lines.findIndex((line) => line.includes(text)),
  );
}

describe('the test at the cursor', () => {
  test('is the one whose title or body the line is in', () => {
    expect(at(script, "it('adds'")).toBe('adds');
    expect(at(script, 'expect(list)')).toBe('adds');
    expect(at(script, '      1,')).toBe('adds');
  });

  test('includes the line that ends it', () => {
    expect(testNameAt(script, 8)).toBe('adds');
  });

  test('has its name without quoting', () => {
    expect(at(script, 'skip')).toBe('it\'s "quoted"');
  });

  test('with placeholders is known by its longest fixed part', () => {
    expect(at(script, 'expect(n)')).toBe('times exactly');
  });

  test('is none outside of tests', () => {
    expect(at(script, 'import')).toBeUndefined();
    expect(at(script, 'const helper')).toBeUndefined();
    expect(testNameAt([], 0)).toBeUndefined();
  });

  test('is found in Python too', () => {
    expect(at(python, 'assert total')).toBe('test_adds');
    expect(at(python, 'assert True')).toBe('test_later');
    expect(at(python, 'return 3')).toBeUndefined();
  });
});
