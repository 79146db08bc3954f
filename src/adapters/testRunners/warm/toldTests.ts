import type { WarmResult } from '../../../core/ports';
import type { TestStatus } from '../../../core/testReport';
import { readRunnerEvent } from '../report/readRunnerEvent';
import type { RunnerEvent } from '../report/runnerEvents';
import { testIds } from '../report/testIds';
import type { TreePaths } from '../report/treePaths';

/** What a warm process told of tests by the events that reporters write. */
export interface Told {
  readonly kind: 'ended' | 'timed-out';
  readonly tests: readonly {
    readonly id: string;
    readonly status: TestStatus;
    /** By path, where they were asked for. */
    readonly lines: unknown;
  }[];
}

export const UNKNOWN_RESULT: WarmResult = { kind: 'unknown', passed: new Set() };

/** What was told, as a result of a check. */
export function toldResult(told: Told | undefined): WarmResult {
  if (told === undefined) return UNKNOWN_RESULT;
  const idsOf = (wanted: TestStatus): ReadonlySet<string> =>
    new Set(told.tests.flatMap(({ id, status }) => (status === wanted ? [id] : [])));
  return { kind: told.kind, passed: idsOf('passed'), failed: idsOf('failed') };
}

/** What an answer tells of the wanted tests; undefined when it is none. */
export function toldIn(
  answer: unknown,
  paths: TreePaths,
  isWanted: (event: RunnerEvent) => boolean = () => true,
): Told | undefined {
  const { kind, results } = (answer ?? {}) as { kind?: unknown; results?: readonly string[] };
  if ((kind !== 'ended' && kind !== 'timed-out') || results === undefined) return undefined;
  const told = results.flatMap((line) => {
    const event = readRunnerEvent(line);
    return event && isWanted(event) ? [{ event, line }] : [];
  });
  const tests = told.flatMap(({ event, line }) => (event.event === 'test' ? { event, line } : []));
  const parents = told.flatMap(({ event }) => (event.event === 'parent' ? event : []));
  const idOf = testIds([...tests.map(({ event }) => event), ...parents], paths);
  return {
    kind,
    tests: tests.map(({ event, line }) => ({
      id: idOf(event),
      status: event.status,
      lines: (JSON.parse(line) as { lines?: unknown }).lines,
    })),
  };
}
