import { describe, expect, test } from 'vitest';
import { readLibtest } from '../../../../../src/adapters/testRunners/rust/libtestOutput';
import { rustProblem } from '../../../../../src/adapters/testRunners/rust/rustProblem';

// As cargo 1.95 printed it; shortened.
const OUTPUT = `
running 5 tests
test adds_nothing ... ok
test adds_numbers ... FAILED
test should_not - should panic ... FAILED
test result ... FAILED
test skipped_with_reason ... ignored, later

failures:

---- adds_numbers stdout ----
printed
test adds_numbers ... ok

thread 'adds_numbers' (23985) panicked at tests/basic.rs:5:42:
assertion \`left == right\` failed: the sum
  left: -1
 right: 5
stack backtrace:
   0: __rustc::rust_begin_unwind
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/std/src/panicking.rs:689:5
   4: basic::adds_numbers
             at ./tests/basic.rs:5:42
   5: basic::adds_numbers::{{closure}}
             at ./tests/basic.rs:5:18
note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.

---- should_not stdout ----
note: test did not panic as expected at tests/basic.rs:19:4
---- result stdout ----
Error: "bad"


failures:
    adds_numbers
    result
    should_not

test result: FAILED. 1 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.26s


running 2 tests
test ends ... ok
`;

describe('the text of the test harness of Rust', () => {
  test('has results, and what failed tests printed', () => {
    const [section, cut] = readLibtest(OUTPUT);
    expect(section?.tests.map(({ name, status }) => `${status} ${name}`)).toEqual([
      'passed adds_nothing',
      'failed adds_numbers',
      'failed result',
      'failed should_not',
      'skipped skipped_with_reason',
    ]);
    expect(section?.isComplete).toBe(true);
    expect(cut).toMatchObject({ tests: [{ name: 'ends' }], isComplete: false });
  });

  test('tells what went wrong, with both values', () => {
    const [section] = readLibtest(OUTPUT);
    const problems = section?.tests.map(({ name, output }) => rustProblem(output, name));
    expect(problems?.[1]).toMatchObject({
      kind: 'assert',
      actual: '-1',
      expected: '5',
      frames: [{ file: 'tests/basic.rs', line: 5, column: 42 }, { line: 689 }],
    });
    expect(problems?.[2]).toEqual({ kind: 'throw', name: 'Error', message: '"bad"' });
    expect(problems?.[3]).toMatchObject({
      message: 'test did not panic as expected',
      frames: [{ file: 'tests/basic.rs', line: 19 }],
    });
  });
});
