import type { Problem, TestReport, TestResult } from '../../src/core/testReport';

/** A problem with defaults. */
export function problem(fields: Partial<Problem> = {}): Problem {
  return { kind: 'assert', message: 'expected 3 to be 4', frames: [], ...fields };
}

/** A passed test of `test/cart.test.ts`, or what the fields say. */
export function testResult(name: string, fields: Partial<TestResult> = {}): TestResult {
  return {
    id: `test/cart.test.ts > ${name}`,
    name,
    suite: [],
    file: 'test/cart.test.ts',
    status: 'passed',
    durationMs: 1,
    problems: [],
    ...fields,
  };
}

/** A failed test. */
export function failedTest(name: string, fields: Partial<Problem> = {}): TestResult {
  return testResult(name, { status: 'failed', problems: [problem(fields)] });
}

/** A report of these tests with the verdict that they give. */
export function testReport(
  tests: readonly TestResult[],
  fields: Partial<TestReport> = {},
): TestReport {
  const isRed = tests.some(({ status }) => status === 'failed');
  return {
    runner: 'fake',
    command: ['fake'],
    verdict: isRed ? 'failed' : 'passed',
    tests,
    loadErrors: [],
    outputTail: '',
    durationMs: 10,
    ...fields,
  };
}
