/** What a suite reports to whoever started it: full titles, in the order in which the tests ran. */
export interface SuiteResults {
  readonly passed: readonly string[];
  readonly failed: readonly SuiteFailure[];
  readonly skipped: readonly string[];
}

export interface SuiteFailure {
  readonly title: string;
  /** The error with its stack. */
  readonly text: string;
}
