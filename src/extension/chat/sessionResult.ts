import { testTitle } from '../../core/selection/targets';
import type { Verdict } from '../../core/selection/verdict';
import { bestRevision } from '../../core/session/sessionState';
import type { SessionView } from '../sessions/repairSession';

/** What a repair came to, as chat and agents are told. */
export interface SessionResult {
  readonly session: string;
  /** The best revision; 0 when none is better than the code as it was. */
  readonly revision: number;
  readonly verdict?: Verdict;
  /** Names of the targets that stay red. */
  readonly stillRed: readonly string[];
  /** Names of the tests that the best revision breaks. */
  readonly broken: readonly string[];
}

/** The result of a session that has ended, or so far. */
export function sessionResult({ id, state }: SessionView): SessionResult {
  const revision = bestRevision(state);
  const best = state.revisions.find((each) => each.revision.number === revision);
  const verdict = state.outcome?.verdict ?? best?.verdict;
  const reports = [best?.report, state.baseline];
  const tests = reports.flatMap((report) => report?.tests ?? []);
  const titles = new Map(tests.map((test) => [test.id, testTitle(test)]));
  const nameOf = (test: string): string => titles.get(test) ?? test;
  return {
    session: id,
    revision,
    ...(verdict && { verdict }),
    stillRed: verdict?.stillRed.map(nameOf) ?? [],
    broken: verdict?.regressions.map(nameOf) ?? [],
  };
}
