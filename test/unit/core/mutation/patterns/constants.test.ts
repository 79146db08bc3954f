import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('changed-number', [
  ['a.py', 'x = 1', 'x = 0', 'Use 0 instead of 1.'],
  ['a.js', 'x = 0;', 'x = -1;', 'Use -1 instead of 0.'],
  ['a.ts', 'const x = 10;', 'const x = 11;', 'Use 11 instead of 10.'],
]);

expectRepairs('changed-boolean', [
  ['a.py', 'x = True', 'x = False', 'Use False instead of True.'],
  ['a.js', 'x = false;', 'x = true;', 'Use true instead of false.'],
]);

expectRepairs('changed-literal', [
  ['a.py', 'x = None', 'x = []', 'Use [] instead of None.'],
  ['a.js', "x = '';", 'x = null;', "Use null instead of ''."],
  ['a.py', 'def f(n):\n    x = []', 'def f(n):\n    x = [n]', 'Use [n] instead of [].'],
]);

expectNone('changed-literal', [['a.py', "x = 'text'"]]);
