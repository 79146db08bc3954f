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

/** It ends without a line feed, so that other words may follow. */
const LIST = /^\{"rust-build-meta":.*\}\}\}/m;

/** What `cargo nextest list --message-format=json` prints, among other words; undefined when it is not there. */
export function readNextestList(stdout: string): readonly NextestSuite[] | undefined {
  const list = parse(LIST.exec(stdout)?.[0] ?? '');
  return list && Object.values(list['rust-suites']).map(toSuite);
}

/** The words without the list. */
export function withoutNextestList(text: string): string {
  return text.replace(LIST, '');
}

function parse(text: string): TestList | undefined {
  try {
    return JSON.parse(text) as TestList;
  } catch {
    return undefined;
  }
}

function toSuite(suite: TestList['rust-suites'][string]): NextestSuite {
  return {
    binaryId: suite['binary-id'],
    tests: Object.entries(suite.testcases ?? {}).map(([name, test]) => ({
      name,
      isWanted: test['filter-match'].status === 'matches',
      isIgnored: test.ignored && test['filter-match'].reason === 'ignored',
    })),
  };
}
