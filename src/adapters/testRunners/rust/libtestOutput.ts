/** What one test binary printed. */
export interface LibtestSection {
  readonly tests: readonly LibtestResult[];
  /** Whether it came to its summary, with as many tests as it had announced. */
  readonly isComplete: boolean;
}

export interface LibtestResult {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** What it printed and what went wrong; of failed tests only. */
  readonly output: string;
}

const SECTION = /^running (\d+) tests?$/m;
const RESULT = /^test (.+?)(?: - should panic)? \.\.\. (ok|FAILED|ignored)(?:, .*)?$/gm;
const SUMMARY = /^test result: /m;
const DETAILS = /^---- (.+?) stdout ----\n/gm;
const STATUSES = { ok: 'passed', FAILED: 'failed', ignored: 'skipped' } as const;

/** The sections of the text that Rust's own test harness prints, one for each binary that was run. */
export function readLibtest(stdout: string): readonly LibtestSection[] {
  // What stands between two headings follows the number that the first of them states.
  const [, ...parts] = stdout.split(SECTION);
  return parts.flatMap((count, at) =>
    at % 2 === 0 ? [readSection(Number(count), parts[at + 1] ?? '')] : [],
  );
}

function readSection(count: number, section: string): LibtestSection {
  const [results = ''] = section.split(/^failures:$/m);
  const outputs = detailsIn(section);
  const tests = [...results.matchAll(RESULT)].map(([, name = '', word]) => ({
    name,
    status: STATUSES[word as keyof typeof STATUSES],
    output: outputs.get(name) ?? '',
  }));
  // Tests end in any order.
  tests.sort((one, other) => (one.name < other.name ? -1 : 1));
  return { tests, isComplete: SUMMARY.test(section) && tests.length === count };
}

/** What failed tests printed, by name: all between their headings, up to the list of failures. */
function detailsIn(section: string): ReadonlyMap<string, string> {
  const headings = [...section.matchAll(DETAILS)];
  const list = section.lastIndexOf('\n\nfailures:\n');
  const end = list < 0 ? section.length : list;
  return new Map(
    headings.map((heading, nth) => {
      const start = heading.index + heading[0].length;
      const next = headings[nth + 1]?.index ?? end;
      return [heading[1] ?? '', section.slice(start, Math.max(start, next)).trim()] as const;
    }),
  );
}
