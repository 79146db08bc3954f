import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('sibling-expression', [
  [
    'a.js',
    'function f(list) {\n  let m = g(list) / list.length;\n  return h(list) / m;\n}\n',
    'function f(list) {\n  let m = g(list) / list.length;\n  return h(list) / list.length;\n}\n',
    'Use list.length instead of m.',
  ],
  [
    'a.py',
    'def f(rows):\n    last = rows[-1]\n    return go(rows.first, last)\n',
    'def f(rows):\n    last = rows[-1]\n    return go(rows.first, rows[-1])\n',
    'Use rows[-1] instead of last.',
  ],
]);

expectNone('sibling-expression', [
  ['a.js', 'x = list.length / m;\n'],
  ['a.js', 'function f(o, m) {\n  o.size = m;\n  o.go(m);\n}\n'],
]);
