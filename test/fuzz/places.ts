import { collectFindings } from '../../src/adapters/testRunners/report/findings';
import type { EndedRun } from '../../src/adapters/testRunners/report/reportedRun';
import type { RunnerEvent } from '../../src/adapters/testRunners/report/runnerEvents';
import { openTreePaths } from '../../src/adapters/testRunners/report/treePaths';

const ROOT = '/tmp';

/** What is wrong with events: where they lead to has to lie in the tree, whatever they say. */
export async function places(events: readonly RunnerEvent[]): Promise<string | undefined> {
  const { tests, loadErrors } = await collectFindings(events, await openTreePaths(ROOT));
  const problems = [...tests.flatMap((test) => test.problems), ...loadErrors];
  const files = [
    ...tests.flatMap(({ file }) => file ?? []),
    ...problems.flatMap(({ frames }) => frames.map(({ file }) => file)),
  ];
  const outside = files.filter((file) => file.startsWith('/') || file.split('/').includes('..'));
  return outside.length === 0 ? undefined : `leads to ${JSON.stringify(outside)}`;
}

/** A run that ended and printed a text on both its streams. */
export function endedWith(text: string): EndedRun {
  return {
    process: { exitCode: 1, output: text, durationMs: 1 },
    isStarted: true,
    startedAt: 0,
    reported: [],
    stdout: text,
    stderr: text,
  };
}
