/** Which lines a test ran, by file; lines 1-based. */
export interface CoveredTest {
  readonly passed: boolean;
  readonly lines: ReadonlyMap<string, ReadonlySet<number>>;
}

/** How suspicious lines are, in [0, 1], by file and 1-based line; lines that no failing test ran are left out. */
export type LineSuspicion = ReadonlyMap<string, ReadonlyMap<number, number>>;

/**
 * The Ochiai coefficient of each line that a failing test ran: failed(line) / √(failed × (failed(line) + passed(line))), as used
 * for localising faults by R. Abreu, P. Zoeteweij and A. van Gemund (PRDC 2006).
 */
export function ochiai(tests: readonly CoveredTest[]): LineSuspicion {
  const failing = tests.filter(({ passed }) => !passed);
  const passing = tests.filter(({ passed }) => passed);
  const failedRuns = countRuns(failing);
  const passedRuns = countRuns(passing);
  return new Map(
    [...failedRuns].map(([path, lines]) => [
      path,
      new Map(
        [...lines].map(([line, failed]) => {
          const passed = passedRuns.get(path)?.get(line) ?? 0;
          return [line, failed / Math.sqrt(failing.length * (failed + passed))];
        }),
      ),
    ]),
  );
}

function countRuns(tests: readonly CoveredTest[]): Map<string, Map<number, number>> {
  const counts = new Map<string, Map<number, number>>();
  for (const [path, lines] of tests.flatMap((test) => [...test.lines])) {
    const known = counts.get(path) ?? new Map<number, number>();
    counts.set(path, known);
    for (const line of lines) known.set(line, (known.get(line) ?? 0) + 1);
  }
  return counts;
}
