import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('missing-guard', [
  [
    'a.py',
    'def f(n):\n    """Doc."""\n    return f(n - 1)\n',
    'def f(n):\n    """Doc."""\n    if n == 0:\n        return 0\n    return f(n - 1)\n',
    'First, when n == 0, return 0.',
  ],
  [
    'a.js',
    'function f(list) {\n  return list[0];\n}',
    'function f(list) {\n  if (list == null) {\n    return null;\n  }\n  return list[0];\n}',
    'First, when list == null, return null.',
  ],
  [
    'a.ts',
    'function f() {\n  for (const x of xs) {\n    go(x);\n  }\n}',
    'function f() {\n  for (const x of xs) {\n    if (x == null) {\n      continue;\n    }\n    go(x);\n  }\n}',
    'First, when x == null, continue.',
  ],
]);

expectNone('missing-guard', [['a.py', 'def f():\n    return 1\n']]);

expectRepairs('missing-jump', [
  [
    'a.py',
    'for x in xs:\n    if x:\n        go(x)\n',
    'for x in xs:\n    if x:\n        go(x)\n        break\n',
    'End the branch with break.',
  ],
]);

expectRepairs('jump-kind', [
  ['a.js', 'while (a) { break; }', 'while (a) { continue; }', 'Use continue here instead.'],
]);
