/** How a whole test run ended. Only `passed` means green: at least one test ran and none failed. */
export type RunVerdict =
  | 'passed'
  | 'failed'
  | 'load-error'
  | 'not-started'
  | 'timed-out'
  | 'killed'
  | 'no-tests'
  | 'unreadable';

export type TestStatus = 'passed' | 'failed' | 'skipped' | 'todo' | 'xfail';

export type ProblemKind =
  'assert' | 'throw' | 'timeout' | 'hook' | 'load' | 'compile' | 'crash' | 'unhandled';

/** A place in a file of the workspace: `file` relative to its root with `/`, lines and columns 1-based. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly function?: string;
}

/** One thing that went wrong, with values as the runner printed them and frames innermost first. */
export interface Problem {
  readonly kind: ProblemKind;
  /** The error's class, such as `TypeError`, when known. */
  readonly name?: string;
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Only frames inside the workspace and outside its dependencies. */
  readonly frames: readonly Frame[];
  /** For load errors: the test files that could not run because of it, relative to the workspace. */
  readonly blocks?: readonly string[];
}

/** One test; `id` is what the runner takes back to run exactly this test again. */
export interface TestResult {
  readonly id: string;
  readonly name: string;
  readonly suite: readonly string[];
  readonly file?: string;
  readonly line?: number;
  readonly status: TestStatus;
  readonly durationMs: number;
  readonly problems: readonly Problem[];
  /** What the test printed, bounded by the adapter. */
  readonly output?: string;
}

/** The normalised result of one test run, whatever the runner. */
export interface TestReport {
  readonly runner: string;
  readonly command: readonly string[];
  readonly verdict: RunVerdict;
  readonly tests: readonly TestResult[];
  /** Errors outside any test: syntax, import, collection, compile, unhandled. */
  readonly loadErrors: readonly Problem[];
  /** For every verdict but `passed` and `failed`: a sentence that says what happened and the next step. */
  readonly explanation?: string;
  /** The last part of what the run printed, without ANSI codes, bounded by the adapter. */
  readonly outputTail: string;
  readonly durationMs: number;
}

/** Which tests a run shall execute. */
export type TestSelection =
  | { readonly kind: 'all' }
  | { readonly kind: 'files'; readonly files: readonly string[] }
  | { readonly kind: 'tests'; readonly tests: readonly TestReference[] };

/** A test as a runner can find it again. */
export type TestReference = Pick<TestResult, 'id' | 'name' | 'suite' | 'file' | 'line'>;
