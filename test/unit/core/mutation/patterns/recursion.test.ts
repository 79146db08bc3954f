import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('recursion-argument', [
  [
    'a.py',
    'def f(n, k):\n    return f(n, k)\n',
    'def f(n, k):\n    return f(n - 1, k)\n',
    'Call itself with n - 1 instead of n.',
  ],
  [
    'a.js',
    'function f(n, step) { return f(n); }',
    'function f(n, step) { return f(n - step); }',
    'Call itself with n - step instead of n.',
  ],
  [
    'a.ts',
    'const f = (xs: number[]): number => f(xs);',
    'const f = (xs: number[]): number => f(xs.slice(1));',
    'Call itself with xs.slice(1) instead of xs.',
  ],
]);

expectNone('recursion-argument', [['a.py', 'def f(n):\n    return g(n)\n']]);
