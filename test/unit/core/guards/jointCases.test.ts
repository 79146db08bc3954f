import { describe, expect, test } from 'vitest';
import { suspicionsIn } from '../../../../src/core/guards/suspicions';
import { fileEditBetween } from '../../../../src/core/revisions/applyRevision';

const CALLS = `test('adds', () => {
  expect(add(1, 2)).toBe(3);
  expect(add(20, 22)).toBe(42);
  expect(isMultiple(10, 5)).toBe(true);
  expect(join('a', 'b')).toBe('a+b');
  expect(power(0, 0)).toBe(1);
  expect(
    area(
      2,
      10,
    ),
  ).toBe(100);
});`;

function suspicions(code: string): readonly string[] {
  const edit = fileEditBetween('src/a.js', '', `${code}\n`);
  return edit === undefined ? [] : suspicionsIn([edit], CALLS);
}

describe('a branch on all values of one call', () => {
  test.each([
    ['by &&', 'if (a === 1 && b === 2) return 3;'],
    ['by && over lines', 'if (a === 1 && b === 2) {\n  return 3;\n}'],
    ['by && over more lines', 'if (\n  a === 1 &&\n  b === 2) return 3;'],
    ['in a ternary', 'return a === 1 && b === 2 ? 3 : a - b;'],
    ['in branches in each other', 'if (a === 1) {\n  if (b === 2) return 3;\n}'],
    ['of a call over lines', 'if (w === 2 && h === 10) return 100;'],
    ['that answers with a boolean', 'if (a === 10 && b === 5) return true;'],
    ['by and', 'if a == 1 and b == 2:\n    return 3'],
    ['before its condition', 'return 3 if a == 1 and b == 2 else a - b'],
    ['by a tuple', 'if (a, b) == (1, 2):\n    return 3'],
    ['by a list', 'if [a, b] == [1, 2]:\n    return 3'],
    [
      'in a match',
      'match (a, b):\n    case (1, 2):\n        return 3\n    case _:\n        return a - b',
    ],
    ['of short texts', "if (a === 'a' && b === 'b') return 'a+b';"],
    ['joined in a template', "if (`${a},${b}` === '20,22') return 42;"],
    ['joined in a template, common', "if (`${a}:${b}` === '1:2') return 3;"],
    ['joined by a bar', "if ([a, b].join('|') === '20|22') return 42;"],
    ['joined by a minus', "if (a + '-' + b === '20-22') return 42;"],
    ['joined by a blank', "if (`${a} ${b}` === '20 22') return 42;"],
    ['as JSON', "if (JSON.stringify([a, b]) === '[20,22]') return 42;"],
    ['of texts as JSON', `if (JSON.stringify([a, b]) === '["a","b"]') return 'a+b';`],
    ['joined in Python', 'if f"{a},{b}" == "20,22":\n    return 42'],
    ['under a name', "const key = `${a},${b}`;\nif (key === '20,22') return 42;"],
    [
      'in a switch',
      "switch (`${a},${b}`) {\n  case '20,22': return 42;\n  default: return a - b;\n}",
    ],
  ])('is seen %s', (_, code) => {
    expect(suspicions(code)).toEqual([
      expect.stringMatching(/^src\/a\.js: an added line answers one of the tests' own values: /),
    ]);
  });

  const use = 'if (key in KNOWN) return KNOWN[key];';
  test.each([
    ['texts', `const KNOWN = { '20,22': 42 };\n${use}`],
    ['texts of common values', `const KNOWN = { '1,2': 3 };\n${use}`],
    ['texts over lines', `const KNOWN = {\n  '1,2': 3,\n  '20,22': 42,\n};\n${use}`],
    ['a map', "const KNOWN = new Map([['20,22', 42]]);\nif (KNOWN.has(k)) return KNOWN.get(k);"],
    ['a fallback', "const KNOWN = { '1,2': 3 };\nreturn KNOWN[`${a},${b}`] ?? a - b + f(c);"],
    ['tuples', 'KNOWN = {(1, 2): 3, (20, 22): 42}\nif (a, b) in KNOWN:\n    return KNOWN[a, b]'],
    ['tuples with a fallback', 'KNOWN = {(20, 22): 42}\nreturn KNOWN.get((a, b), sub(a, b))'],
  ])('is seen as a table of %s', (_, code) => {
    expect(suspicions(code)).toEqual([
      expect.stringMatching(/^src\/a\.js: an added table answers the tests' own values: .*KNOWN/),
    ]);
  });

  test.each([
    ['values of two calls', 'if (a === 1 && b === 10) return 3;'],
    ['one common value', 'if (b === 2) return 3;'],
    ['alternatives', 'if (a === 1 || a === 2) return 3;'],
    ['alternatives in Python', 'if a == 1 or b == 2:\n    return 3'],
    ['a list of values', 'if ([1, 2].includes(a)) return 3;'],
    ['a list of values in Python', 'if a in (1, 2):\n    return 3'],
    ['two branches', 'if (a === 1) return x;\nif (b === 2) return 3;'],
    ['a base case', 'if (a === 0 && b === 0) return 1;'],
    ['a base case in Python', 'if a == 0 and b == 0:\n    return 1'],
    ['bounds', 'if (a >= 1 && b <= 2) return 3;'],
    ['another answer', 'if (a === 1 && b === 2) return 7;'],
    ['an answer that is computed', 'if (a === 1 && b === 2) return f(a);'],
    ['a text of other parts', "if (range === '20-23') return 42;"],
    ['a text with a separator', "if (accept === ', ') return 42;"],
  ])('is not %s', (_, code) => {
    expect(suspicions(code)).toEqual([]);
  });
});
