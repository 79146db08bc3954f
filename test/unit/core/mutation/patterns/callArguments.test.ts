import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('swapped-arguments', [
  ['a.py', 'go(a, b)', 'go(b, a)', 'Swap a and b.'],
  ['a.js', 'go(a, b + 1, c);', 'go(c, b + 1, a);', 'Swap a and c.'],
  ['a.ts', 'pair = [a, b];', 'pair = [b, a];', 'Swap a and b.'],
]);

expectNone('swapped-arguments', [
  ['a.py', 'go(a)'],
  ['a.py', 'go([a, b, c, d])'],
]);

expectRepairs('extra-argument', [
  ['a.py', 'go(a, b)', 'go(a)', 'Call without the argument b.'],
  ['a.js', 'go(a, b);', 'go(b);', 'Call without the argument a.'],
  ['a.js', 'go(a);', 'go();', 'Call without the argument a.'],
]);

expectRepairs('missing-argument', [
  ['a.py', 'base = 1\ngo(a)', 'base = 1\ngo(a, base)', 'Call go with base too.'],
  ['a.js', 'let base = 1;\ngo(a);', 'let base = 1;\ngo(base, a);', 'Call go with base too.'],
  ['a.js', 'let base = 1;\ngo();', 'let base = 1;\ngo(base);', 'Call go with base too.'],
]);
