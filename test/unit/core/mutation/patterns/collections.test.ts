import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('part-of-collection', [
  [
    'a.py',
    'for x in items: go(x)',
    'for x in items[1:]: go(x)',
    'Use items[1:] instead of all of items.',
  ],
  [
    'a.js',
    'for (const x of items) go(x);',
    'for (const x of items.slice(1)) go(x);',
    'Use items.slice(1) instead of all of items.',
  ],
  ['a.py', 'x = items[a:b]', 'x = items[a:]', 'Slice with [a:] instead of [a:b].'],
]);

expectRepairs('shared-value', [
  ['a.js', 'x = items;', 'x = [...items];', 'Use a copy of items.'],
  ['a.py', 'x = items', 'x = items[:]', 'Use a copy of items.'],
]);

expectRepairs('default-sort', [
  [
    'a.ts',
    'numbers.sort();',
    'numbers.sort((a, b) => a - b);',
    'Sort by number instead of by text.',
  ],
]);

expectNone('default-sort', [['a.py', 'numbers.sort()']]);
