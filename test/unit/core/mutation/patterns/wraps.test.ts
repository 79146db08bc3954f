import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('bounded-value', [
  [
    'a.py',
    'best = size + 1',
    'best = max(best, size + 1)',
    'Take the larger of best and size + 1.',
  ],
  [
    'a.js',
    'best = size - 1;',
    'best = Math.max(0, size - 1);',
    'Take the larger of 0 and size - 1.',
  ],
]);

expectRepairs('wrapped-expression', [
  ['a.py', 'x = a + items', 'x = a + len(items)', 'Use len(items) instead of items.'],
  [
    'a.ts',
    'const x = a / b;',
    'const x = Math.floor(a / b);',
    'Use Math.floor(a / b) instead of a / b.',
  ],
]);

expectRepairs('missing-term', [
  ['a.py', 'base = 2\ngo(x)', 'base = 2\ngo(x - base)', 'Use x - base instead of x.'],
]);

expectNone('wrapped-expression', [['a.py', "x = 'text'"]]);
