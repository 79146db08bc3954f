import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('off-by-one', [
  ['a.py', 'x = items[i]', 'x = items[i - 1]', 'Use i - 1 instead of i.'],
  ['a.js', 'x = items[i];', 'x = items[i + 1];', 'Use i + 1 instead of i.'],
  ['a.py', 'x = grid[i, j]', 'x = grid[i, j - 1]', 'Use j - 1 instead of j.'],
  ['a.py', 'x = items[a:b]', 'x = items[a:b + 1]', 'Use b + 1 instead of b.'],
  ['a.ts', 'while (i < n) i++;', 'while (i < n - 1) i++;', 'Use n - 1 instead of n.'],
  ['a.py', 'for i in range(n): go(i)', 'for i in range(n + 1): go(i)', 'Use n + 1 instead of n.'],
  ['a.py', 'for i in range(n): go(i)', 'for i in range(1, n): go(i)', 'Count from 1 up to n.'],
]);

expectNone('off-by-one', [
  ['a.py', 'items[i - 1]'],
  ['a.py', "f('text')"],
]);
