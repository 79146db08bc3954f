/** A test binary as nextest lists it. */
export interface NextestSuite {
  readonly binaryId: string;
  readonly tests: readonly NextestCase[];
}

/** A test that a binary has. */
export interface NextestCase {
  readonly name: string;
  /** Whether it is of those that are to be run. */
  readonly isWanted: boolean;
  readonly isIgnored: boolean;
}

interface TestList {
  readonly 'rust-suites': Readonly<
    Record<
      string,
      {
        readonly 'binary-id': string;
        readonly testcases?: Readonly<
          Record<
            string,
            {
              readonly ignored: boolean;
              readonly 'filter-match': { readonly status: string; readonly reason?: string };
            }
          >
        >;
      }
    >
  >;
}

/** The line that `cargo nextest list --message-format=json` prints, among others; undefined when it is not there. */
export function readNextestList(stdout: string): readonly NextestSuite[] | undefined {
  const line = stdout.split('\n').find(isNextestList);
  if (line === undefined) return undefined;
  const { 'rust-suites': suites } = JSON.parse(line) as TestList;
  return Object.values(suites).map((suite) => ({
    binaryId: suite['binary-id'],
    tests: Object.entries(suite.testcases ?? {}).map(([name, test]) => ({
      name,
      isWanted: test['filter-match'].status === 'matches',
      isIgnored: test.ignored && test['filter-match'].reason === 'ignored',
    })),
  }));
}

/** Whether a line is that list. */
export function isNextestList(line: string): boolean {
  return line.startsWith('{') && line.includes('"rust-suites":') && line.trimEnd().endsWith('}');
}
