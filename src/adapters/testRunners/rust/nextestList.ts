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

/** It ends without a line feed, so that other words may follow. */
const LIST = /^\{"rust-build-meta":.*\}\}\}/m;

/** What `cargo nextest list --message-format=json` prints, among other words; undefined when it is not there. */
export function readNextestList(stdout: string): readonly NextestSuite[] | undefined {
  const list = parse(LIST.exec(stdout)?.[0] ?? '');
  if (!isRecord(list) || !isRecord(list['rust-suites'])) return undefined;
  return Object.values(list['rust-suites']).flatMap((suite) => toSuite(suite) ?? []);
}

/** The words without the list. */
export function withoutNextestList(text: string): string {
  return text.replace(LIST, '');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toSuite(suite: unknown): NextestSuite | undefined {
  if (!isRecord(suite) || typeof suite['binary-id'] !== 'string') return undefined;
  const cases = isRecord(suite['testcases']) ? Object.entries(suite['testcases']) : [];
  return { binaryId: suite['binary-id'], tests: cases.flatMap((one) => toCase(...one) ?? []) };
}

function toCase(name: string, test: unknown): NextestCase | undefined {
  if (!isRecord(test) || !isRecord(test['filter-match'])) return undefined;
  const { status, reason } = test['filter-match'];
  return {
    name,
    isWanted: status === 'matches',
    isIgnored: test['ignored'] === true && reason === 'ignored',
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
