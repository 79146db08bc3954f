import { expectNone, expectRepairs } from '../../../../support/mutants';

expectRepairs('comparison-boundary', [
  ['a.py', 'while lo <= hi: go()', 'while lo < hi: go()', 'Compare with < instead of <=.'],
  ['a.js', 'ok = a > b;', 'ok = a >= b;', 'Compare with >= instead of >.'],
  ['a.py', 'ok = a < b < c', 'ok = a < b <= c', 'Compare with <= instead of <.'],
]);

expectRepairs('comparison-direction', [
  ['a.ts', 'const ok = a < b;', 'const ok = a > b;', 'Compare with > instead of <.'],
  ['a.py', 'ok = a >= b', 'ok = a <= b', 'Compare with <= instead of >=.'],
]);

expectRepairs('comparison-equality', [
  ['a.js', 'ok = a === b;', 'ok = a !== b;', 'Compare with !== instead of ===.'],
  ['a.py', 'ok = a in b', 'ok = a not in b', 'Compare with not in instead of in.'],
  ['a.py', 'ok = a is not b', 'ok = a is b', 'Compare with is instead of is not.'],
]);

expectRepairs('arithmetic-operator', [
  ['a.py', 'x = a / b', 'x = a // b', 'Use // instead of /.'],
  ['a.js', 'x = a + b;', 'x = a - b;', 'Use - instead of +.'],
]);

expectRepairs('logical-operator', [
  ['a.py', 'ok = a and b', 'ok = a or b', 'Use or instead of and.'],
  ['a.ts', 'const x = a || b;', 'const x = a ?? b;', 'Use ?? instead of ||.'],
]);

expectRepairs('assignment-operator', [
  ['a.py', 'total = x', 'total += x', 'Use += instead of =.'],
  ['a.js', 'total += x;', 'total = x;', 'Use = instead of +=.'],
  ['a.py', 'bits ^= x', 'bits &= x', 'Use &= instead of ^=.'],
  ['a.js', 'i++;', 'i--;', 'Use -- instead of ++.'],
]);

expectNone('assignment-operator', [
  ['a.js', 'const total = x;'],
  ['a.py', 'total: int = 0'],
]);

expectRepairs('swapped-operands', [
  ['a.py', 'x = rest + first', 'x = first + rest', 'Swap the operands: first + rest.'],
]);

expectNone('swapped-operands', [['a.py', 'ok = a == b']]);

expectRepairs('dropped-operand', [
  ['a.js', 'x = size - 1;', 'x = size;', 'Leave out 1 beside size.'],
  ['a.py', 'x = 1 + f(y)', 'x = f(y)', 'Leave out 1 beside f(y).'],
]);

expectRepairs('weaker-condition', [['a.py', 'ok = a and b', 'ok = b', 'Leave out a beside b.']]);

expectRepairs('stronger-condition', [['a.js', 'ok = a || b;', 'ok = a;', 'Leave out b beside a.']]);
