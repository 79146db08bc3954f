import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('missing-update', [
  [
    'a.py',
    'def f(n):\n    i = 0\n    while i < n:\n        go(i)\n',
    'def f(n):\n    i = 0\n    while i < n:\n        go(i)\n        i += 1\n',
    'Run i += 1 in each turn of the loop.',
  ],
  [
    'a.js',
    'function f(n) {\n  let i = n;\n  while (i > 0) {\n    go(i);\n  }\n}',
    'function f(n) {\n  let i = n;\n  while (i > 0) {\n    go(i);\n    i -= 1;\n  }\n}',
    'Run i -= 1 in each turn of the loop.',
  ],
  [
    'a.py',
    'def f(node):\n    prev = None\n    while node:\n        rest = node.next\n        node.next = prev\n        node = rest\n    return prev\n',
    'def f(node):\n    prev = None\n    while node:\n        rest = node.next\n        node.next = prev\n        prev = node\n        node = rest\n    return prev\n',
    'Run prev = node in each turn of the loop.',
  ],
]);

expectNone('missing-update', [
  ['a.py', 'def f(n):\n    i = 0\n    while i < n:\n        i += 1\n'],
]);
