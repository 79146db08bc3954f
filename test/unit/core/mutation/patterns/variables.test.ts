import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('other-variable', [
  [
    'a.py',
    'def f(low, high):\n    go(low)\n',
    'def f(low, high):\n    go(high)\n',
    'Use high instead of low.',
  ],
  [
    'a.ts',
    'function f(low: number, high: number) { low.go(); }',
    'function f(low: number, high: number) { high.go(); }',
    'Use high instead of low.',
  ],
  [
    'a.js',
    'const f = (low, high) => ({ low });',
    'const f = (low, high) => ({ low: high });',
    'Use high instead of low.',
  ],
  [
    'a.py',
    'def f(a):\n    b = a\n    c[a] = b\n',
    'def f(a):\n    b = a\n    c[b] = b\n',
    'Use b instead of a.',
  ],
]);

expectNone('other-variable', [
  ['a.py', 'def f(low, high):\n    go(k=1).low()\n'],
  ['a.ts', 'import { a } from "b";\nfunction f(low: Low, high: High): void {}'],
]);

expectRepairs('missing-term', [
  [
    'a.py',
    'def f(n):\n    return go(n, 3)\n',
    'def f(n):\n    return go(n, n)\n',
    'Use n instead of 3.',
  ],
]);
