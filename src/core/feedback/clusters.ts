import { problemsOf, type Target } from '../selection/targets';
import type { Frame } from '../testReport';
import { failureText } from './failureText';

/** Failures with probably one cause, the easiest to read first. */
export interface FailureCluster {
  readonly targets: readonly [Target, ...Target[]];
}

/**
 * Groups failures by error kind and innermost frame, that of the code before that of the test; larger groups first, each
 * led by its shortest failure.
 */
export function clusterFailures(targets: readonly Target[]): readonly FailureCluster[] {
  const groups = new Map<string, Target[]>();
  for (const target of targets) {
    const key = causeOf(target);
    groups.set(key, [...(groups.get(key) ?? []), target]);
  }
  return [...groups.values()]
    .flatMap((group) => {
      const [first, ...rest] = group.toSorted(
        (a, b) => failureText(a).length - failureText(b).length,
      );
      return first === undefined ? [] : [{ targets: [first, ...rest] as const }];
    })
    .sort((a, b) => rank(b) - rank(a));
}

/** What does not load hides other results, so it comes first. */
function rank(cluster: FailureCluster): number {
  return (
    cluster.targets.length + (cluster.targets[0].kind === 'load' ? Number.MAX_SAFE_INTEGER / 2 : 0)
  );
}

function causeOf(target: Target): string {
  const problem = problemsOf(target)[0];
  const file = target.kind === 'test' ? target.test.file : undefined;
  const frames = problem?.frames ?? [];
  const code = frames.find((frame) => frame.file !== file);
  const place =
    code === undefined ? lineOf(frames[0]) : `${code.file}:${code.function ?? lineOf(code)}`;
  return [target.kind, problem?.kind, problem?.name, place].join('|');
}

function lineOf(frame: Frame | undefined): string {
  return frame === undefined ? '' : `${frame.file}:${String(frame.line)}`;
}
