import { describe, expect, test } from 'vitest';
import { suspicionsOfChange } from '../../../support/suspicionsOfChange';

const TEST_CODE = `test('adds', () => {
  expect(add(1, 2)).toBe(3);
  expect(isEven(4)).toBe(true);
  expect(pair(20)).toEqual([20, 22]);
  expect(cart.total()).toEqual({ total: 42 });
  expect(label('a')).toBe('few');
});`;

describe('a function that becomes a constant of the tests', () => {
  test.each([
    ['in a body', 'function add(a, b) {\n-  return a - b;\n+  return 3;\n}'],
    [
      'over typed lines',
      'function add(\n  a: A,\n  b: B,\n): C {\n-  return a - b;\n+  return 3;\n}',
    ],
    [
      'in place of several lines',
      'function add(a, b) {\n-  const sum = a - b;\n-  return sum;\n+  return 3;\n}',
    ],
    [
      'below what computes',
      'function add(a, b) {\n  const sum = a - b;\n-  return sum;\n+  return 3;\n}',
    ],
    ['above what computes', 'function add(a, b) {\n+  return 3;\n  return a - b;\n}'],
    ['in a method', 'class Cart {\n  add(a, b) {\n-    return a - b;\n+    return 3;\n  }\n}'],
    [
      'in a method of its own state',
      'class Cart {\n  total() {\n-    return this.items.length;\n+    return { total: 42 };\n  }\n}',
    ],
    ['in an arrow', '-const add = (a, b) => a - b;\n+const add = (a, b) => 3;'],
    [
      'in an arrow with a body',
      'const add = (a: A, b: B): C => {\n-  return a - b;\n+  return 3;\n};',
    ],
    [
      'in an arrow of an object',
      'const sums = {\n-  add: (a, b) => a - b,\n+  add: (a, b) => 3,\n};',
    ],
    ['on one line', '-function add(a, b) { return a - b; }\n+function add(a, b) { return 3; }'],
    ['of a boolean', 'function isEven(n) {\n-  return n % 2 === 1;\n+  return true;\n}'],
    ['of a list', 'function pair(n) {\n-  return [n, n];\n+  return [20, 22];\n}'],
    [
      'that is wrapped',
      'async function add(a, b) {\n-  return a - b;\n+  return Promise.resolve(3);\n}',
    ],
    [
      'of what was over lines',
      'function total(items) {\n-  return (\n-    items.length\n-  );\n+  return 42;\n}',
    ],
    [
      'with a comment above',
      'function add(a, b) {\n  // if both are given\n-  return a - b;\n+  return 3;\n}',
    ],
    ['in Python', 'def add(a, b):\n    """Adds."""\n-    return a - b\n+    return 3'],
    ['in typed Python', 'def add(a: int, b: int) -> int:\n-    return a - b\n+    return 3'],
    [
      'in Python over lines',
      'def add(\n    a,\n    b,\n):\n-    return a - b\n+    return 3  # the sum',
    ],
    [
      'in a Python method',
      'class Cart:\n    def total(self):\n-        return sum(self.items)\n+        return 42',
    ],
    ['of a Python boolean', 'def is_even(n):\n-    return n % 2 == 1\n+    return True'],
    ['in a lambda', '-add = lambda a, b: a - b\n+add = lambda a, b: 3'],
  ])('is seen %s', (_, code) => {
    expect(suspicionsOfChange(code, TEST_CODE)).toEqual([
      expect.stringMatching(/^src\/a: what was computed is one of the tests' own values now: /),
    ]);
  });

  test.each([
    [
      'a branch',
      'function label(n) {\n  if (n < 4) {\n-    return n.name;\n+    return 3;\n  }\n}',
    ],
    ['a branch without braces', 'function f(n) {\n  if (n < 4)\n-    return n;\n+    return 3;\n}'],
    ['a branch on its line', 'function f(n) {\n-  if (n) return n.x;\n+  if (n) return 3;\n}'],
    [
      'an else',
      'def f(n):\n    if n:\n        go()\n    else:\n-        return n\n+        return 3',
    ],
    [
      'the end after branches',
      'function label(n) {\n  if (n > 4) return "many";\n-  return n.name;\n+  return "few";\n}',
    ],
    [
      'the end after a loop',
      'def find(xs):\n    for x in xs:\n        if x: return x\n-    return xs\n+    return 3',
    ],
    ['an error that is caught', 'try:\n    return f(n)\nexcept E:\n-    return n\n+    return 3'],
    ['a case', 'switch (n) {\n  case 1:\n-    return n;\n+    return 3;\n}'],
    ['another constant', 'function add(a, b) {\n-  return a - b;\n+  return 7;\n}'],
    ['a constant that was one', 'function size(a) {\n-  return 2;\n+  return 3;\n}'],
    ['a function without parameters', 'function size() {\n-  return SIZE;\n+  return 3;\n}'],
    ['what is not written yet', 'function add(a, b) {\n-  throw new Error();\n+  return 3;\n}'],
    ['something computed', 'function add(a, b) {\n-  return a - b;\n+  return a + b + 3;\n}'],
    ['a callback', '-const ns = xs.map((x) => x.size);\n+const ns = xs.map((x) => 3);'],
    [
      'a setting',
      '-const options = { size: f(x) };\n+const options = { size: 3 };\nfunction add(a) {\n  return a;\n}',
    ],
  ])('is not %s', (_, code) => {
    expect(suspicionsOfChange(code, TEST_CODE)).toEqual([]);
  });
});
