import type { SessionEvent } from '../session/events';
import type { TestReport } from '../testReport';
import { flakyIn, passes, testedRevisions, type TestedRevision } from './testedRevisions';

/** What was green in the outcome of an earlier session and is red in that of a later one by another model. */
export interface FlipReport {
  /** Names of the earlier and the later model. */
  readonly from: string;
  readonly to: string;
  /** Ids of tests that passed then and do not now, targets left out. */
  readonly flips: readonly string[];
  /** Ids of targets that were fixed then and are not now. */
  readonly lostTargets: readonly string[];
}

/**
 * Ids of tests that passed before and do not pass now, in the order of `before`. A test that is missing now counts,
 * unless the later run was not of the whole suite.
 */
export function flipsBetween(
  before: TestReport,
  after: TestReport,
  wholeSuite = true,
): readonly string[] {
  const green = new Set(greenIn(after));
  const seen = new Set(after.tests.map(({ id }) => id));
  return greenIn(before).filter((id) => !green.has(id) && (wholeSuite || seen.has(id)));
}

/**
 * What a change of the model cost on the same targets; undefined when the models are the same, the targets are not, or
 * a session has no outcome. Flaky tests, and tests that the later session's last run left out, do not count.
 */
export function flipReport(
  earlier: readonly SessionEvent[],
  later: readonly SessionEvent[],
): FlipReport | undefined {
  const [then, now] = [summaryOf(earlier), summaryOf(later)];
  if (then === undefined || now === undefined || then.model === now.model) return undefined;
  if (!isSameSet(then.targets, now.targets)) return undefined;
  const flaky = new Set([...flakyIn(earlier), ...flakyIn(later)]);
  const green = [...then.result.statuses.keys()].filter((id) => passes(then.result, id) === true);
  return {
    from: then.model,
    to: now.model,
    flips: green.filter(
      (id) => passes(now.result, id) === false && !flaky.has(id) && !then.targets.includes(id),
    ),
    lostTargets: then.targets.filter(
      (id) => !then.result.stillRed.includes(id) && now.result.stillRed.includes(id),
    ),
  };
}

function greenIn(report: TestReport): readonly string[] {
  return report.tests.filter(({ status }) => status === 'passed').map(({ id }) => id);
}

interface SessionSummary {
  readonly model: string;
  readonly targets: readonly string[];
  /** The result of the outcome's revision. */
  readonly result: TestedRevision;
}

function summaryOf(events: readonly SessionEvent[]): SessionSummary | undefined {
  const session = events.find((event) => event.kind === 'session');
  const baseline = events.find((event) => event.kind === 'baseline');
  const end = events.find((event) => event.kind === 'outcome');
  if (session === undefined || baseline === undefined || end === undefined) return undefined;
  const result = testedRevisions(events).get(end.outcome.revision);
  return result && { model: session.model, targets: baseline.targets, result };
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
