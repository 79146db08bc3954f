import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('return-expression', [
  [
    'a.py',
    'def f(low, high):\n    return low\n',
    'def f(low, high):\n    return high\n',
    'Return high instead of low.',
  ],
  [
    'a.js',
    'function f(depth) { return true; }',
    'function f(depth) { return depth === 0; }',
    'Return depth === 0 instead of true.',
  ],
]);

expectRepairs('combined-result', [
  [
    'a.py',
    'def f(rest):\n    return [1]\n',
    'def f(rest):\n    return rest + [1]\n',
    'Return rest + [1].',
  ],
]);

expectRepairs('missing-return', [
  ['a.js', 'function f() { go(); }', 'function f() { return go(); }', 'Return the result of go().'],
  ['a.py', 'def f():\n    go()\n', 'def f():\n    return go()\n', 'Return the result of go().'],
]);

expectNone('missing-return', [['a.py', 'def f():\n    x = go()\n']]);

expectRepairs('generator-result', [
  [
    'a.py',
    'def f(x):\n    yield f(x)\n',
    'def f(x):\n    yield from f(x)\n',
    'Yield each item of f(x).',
  ],
  [
    'a.js',
    'function* f(x) { yield f(x); }',
    'function* f(x) { yield* f(x); }',
    'Yield each item of f(x).',
  ],
]);

expectRepairs('unwrapped-call', [
  ['a.py', 'x = go(list(y))', 'x = go(y)', 'Use y without the call of list.'],
]);
