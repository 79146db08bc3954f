import { mutantTimeoutMs } from '../mutation/searchMutants';
import type { TestReport } from '../testReport';

/** The limit of a mutant's tests, in milliseconds, while no run of these tests has ended by itself. */
const UNKNOWN_TIMEOUT_MS = 10_000;

/** How long the tests of mutants may take, learnt from runs that ended by themselves: many mutants loop for ever. */
export class MutantPace {
  private longestMs: number | undefined;

  constructor(private readonly wholeSuite: TestReport) {}

  /** Takes note of how long a run took. */
  saw(report: TestReport): void {
    if (endedByItself(report)) this.longestMs = Math.max(this.longestMs ?? 0, report.durationMs);
  }

  get timeoutMs(): number {
    const suiteMs = endedByItself(this.wholeSuite) ? this.wholeSuite.durationMs : undefined;
    const usualMs = this.longestMs ?? suiteMs;
    return usualMs === undefined ? UNKNOWN_TIMEOUT_MS : mutantTimeoutMs(usualMs);
  }
}

function endedByItself({ verdict }: TestReport): boolean {
  return verdict !== 'timed-out' && verdict !== 'killed';
}
