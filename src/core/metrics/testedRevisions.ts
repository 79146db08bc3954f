import type { SessionEvent } from '../session/events';
import type { TestReport, TestStatus } from '../testReport';

/** The last result of a revision. */
export interface TestedRevision {
  /** Undefined for the baseline. */
  readonly parent: number | undefined;
  readonly statuses: ReadonlyMap<string, TestStatus>;
  /** Ids of targets that were red. */
  readonly stillRed: readonly string[];
  /** Whether all tests were run, so that what is missing did not pass. */
  readonly wholeSuite: boolean;
}

/** Every tested revision of a session by its number, the baseline as 0, in the order of their first tests. */
export function testedRevisions(
  events: readonly SessionEvent[],
): ReadonlyMap<number, TestedRevision> {
  const parents = new Map<number, number>();
  const tested = new Map<number, TestedRevision>();
  for (const event of events) {
    if (event.kind === 'baseline') {
      const statuses = statusesIn(event.report);
      tested.set(0, { parent: undefined, statuses, stillRed: event.targets, wholeSuite: true });
    }
    if (event.kind === 'patch') parents.set(event.revision.number, event.revision.parent);
    if (event.kind !== 'eval') continue;
    const { stillRed, wholeSuite } = event.verdict;
    const parent = parents.get(event.revision) ?? 0;
    const statuses = statusesIn(event.report);
    tested.set(event.revision, { parent, statuses, stillRed, wholeSuite });
  }
  return tested;
}

/** Whether a test passed; undefined when it is not known, because only other tests were run. */
export function passes({ statuses, wholeSuite }: TestedRevision, id: string): boolean | undefined {
  const status = statuses.get(id);
  if (status !== undefined) return status === 'passed';
  return wholeSuite ? false : undefined;
}

/** Ids of the tests that never count in a session. */
export function flakyIn(events: readonly SessionEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap((event) => (event.kind === 'baseline' ? event.flaky : [])));
}

function statusesIn(report: TestReport): ReadonlyMap<string, TestStatus> {
  return new Map(report.tests.map(({ id, status }) => [id, status]));
}
