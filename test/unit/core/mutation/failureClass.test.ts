import { expect, test } from 'vitest';
import { failureClassOf } from '../../../../src/core/mutation/failureClass';
import type { Problem } from '../../../../src/core/testReport';

function problem(given: Partial<Problem>): Problem {
  return { kind: 'throw', message: '', frames: [], ...given };
}

test.each([
  ['endless', problem({ kind: 'timeout', message: 'took too long' })],
  ['endless', problem({ name: 'RecursionError', message: 'maximum recursion depth exceeded' })],
  ['endless', problem({ name: 'RangeError', message: 'Maximum call stack size exceeded' })],
  ['missing-value', problem({ message: "'NoneType' object has no attribute 'next'" })],
  ['missing-value', problem({ message: "Cannot read properties of undefined (reading 'a')" })],
  ['out-of-bounds', problem({ name: 'IndexError', message: 'list index out of range' })],
  ['out-of-bounds', problem({ name: 'KeyError', message: "'a'" })],
  ['wrong-value', problem({ kind: 'assert', message: 'expected 2 to be 3' })],
])('%s: %j', (failure, given) => {
  expect(failureClassOf(given)).toBe(failure);
});
