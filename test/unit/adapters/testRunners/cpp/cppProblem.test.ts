import { expect, test } from 'vitest';
import { buildProblem, cppProblems } from '../../../../../src/adapters/testRunners/cpp/cppProblem';

// As GoogleTest 1.12.1 printed it.
const FAILED = `[ RUN      ] Calc.AddsNumbers
/tree/tests/basic_test.cpp:6: Failure
Expected equality of these values:
  add(2, 3)
    Which is: -1
  5
sum
/tree/tests/basic_test.cpp:6: Failure
Value of: false
  Actual: false
Expected: true
[  FAILED  ] Calc.AddsNumbers (0 ms)
`;

test('each failure of GoogleTest is a problem with its values and its place', () => {
  expect(cppProblems(FAILED)).toMatchObject([
    { expected: '5', actual: '-1', frames: [{ file: '/tree/tests/basic_test.cpp', line: 6 }] },
    { expected: 'true', actual: 'false', frames: [{ line: 6 }] },
  ]);
});

test('an exception in a test has its description', () => {
  const thrown =
    'unknown file: Failure\nC++ exception with description "no order" thrown in the test body.\n[  FAILED  ] Calc.TotalsAnOrder (0 ms)\n';
  expect(cppProblems(thrown)).toMatchObject([{ kind: 'throw', message: 'no order', frames: [] }]);
});

test('errors of GCC 12 have their places', () => {
  const said =
    '/tree/src/calc.cpp: In function ‘int add(int, int)’:\n/tree/src/calc.cpp:5:14: error: ‘absent’ was not declared in this scope\n    5 |   return a + absent;\n';
  expect(buildProblem(said)).toEqual({
    kind: 'compile',
    message: '‘absent’ was not declared in this scope',
    frames: [{ file: '/tree/src/calc.cpp', line: 5, column: 14 }],
  });
});

test('what is thrown outside of the body of a test is told from what is thrown in it', () => {
  const kindOf = (said: string): unknown =>
    cppProblems(`unknown file: Failure\n${said}\n`).map(({ kind }) => kind);
  expect(kindOf('C++ exception with description "no" thrown in SetUp().')).toEqual(['hook']);
  expect(kindOf('Unknown C++ exception thrown in the test body.')).toEqual(['throw']);
  expect(kindOf("Unknown C++ exception thrown in the test fixture's constructor.")).toEqual([
    'hook',
  ]);
});
