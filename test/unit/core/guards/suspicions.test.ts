import { describe, expect, test } from 'vitest';
import { suspicionsIn } from '../../../../src/core/guards/suspicions';
import { fileEditBetween } from '../../../../src/core/revisions/applyRevision';

const testCode = `test('roman', () => {
  expect(roman(1994)).toBe('MCMXCIV');
  expect(roman(0)).toBe(1);
  expect(() => roman(-5)).toThrow('no negative numbers');
});`;

function suspicions(after: string, before = ''): readonly string[] {
  const edit = fileEditBetween('roman.js', before, after);
  return edit === undefined ? [] : suspicionsIn([edit], testCode);
}

describe('special-casing', () => {
  test.each([
    "if (n === 1994) return 'MCMXCIV';",
    "if (n == 1994) {\n  return 'MCMXCIV';\n}",
    "switch (n) {\n  case 1994: return 'MCMXCIV';\n}",
    "if n == 1994:\n    return 'MCMXCIV'",
    "const roman = (n) => n === 1994 ? 'MCMXCIV' : other(n);",
    "if (n === 1_994) {\n  result = 'MCMXCIV';\n}",
  ])('is seen in %j', (code) => {
    expect(suspicions(code)).toEqual([
      expect.stringMatching(/^roman\.js: an added line answers one of the tests' own values: /),
    ]);
  });

  test.each([
    ['a base case', 'if (n === 0) return 1;'],
    ['a bound', 'if (n >= 1994) return early;'],
    ['a message that the test asks for', "throw new Error('no negative numbers');"],
    ['a branch on a value with an ordinary answer', 'if (n === 1994) return convert(n);'],
    ['a returned constant without a branch', "return 'MCMXCIV';"],
    ['a comment', "// if (n === 1994) return 'MCMXCIV';"],
  ])('is not %s', (_, code) => {
    expect(suspicions(code)).toEqual([]);
  });

  test('is only looked for in lines that are new', () => {
    const line = "if (n === 1994) return 'MCMXCIV';\n";
    expect(suspicions(`${line}more();\n`, line)).toEqual([]);
  });
});
