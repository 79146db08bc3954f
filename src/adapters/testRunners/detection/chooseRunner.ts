import type { Project } from './project';
import { recogniseCommand, type RecognisedCommand } from './recogniseCommand';
import type { RunnerKind } from './runnerKind';
import { RUNNER_KINDS } from './runnerKinds';

/** A project's runner, as its own test script calls it where it does. */
export interface ChosenRunner extends RecognisedCommand {
  /** Whether the project's test script or configuration names it; else it is only seen in use. */
  readonly isNamed: boolean;
}

/**
 * The runner that a project uses, with the flags of its own test script; undefined when none is seen. Runners that have
 * test files there come first; of these the one that package.json's test script calls, then one that the configuration
 * names, then the first one in the order of `RUNNER_KINDS`.
 */
export async function chooseRunner(project: Project): Promise<ChosenRunner | undefined> {
  const { packageJson, files } = project;
  const scripted = packageJson && recogniseCommand('npm test', packageJson.scripts);
  const used = await filterAsync(
    RUNNER_KINDS,
    (kind) => kind.name === scripted?.runner || kind.isUsed(project),
  );
  const tested = used.filter(({ testFile }) => files.some((file) => testFile.test(file)));
  const pool = tested.length > 0 ? tested : used;
  if (scripted && pool.some(({ name }) => name === scripted.runner)) {
    return { ...scripted, isNamed: true };
  }
  const [named] = await filterAsync(pool, (kind) => isConfigured(kind, project));
  const chosen = named ?? pool[0];
  return chosen && { ...plainCommand(chosen.name), isNamed: named !== undefined };
}

/** A command of this runner without flags. */
export function plainCommand(runner: string): RecognisedCommand {
  return { runner, flags: [], files: [], environment: {} };
}

function isConfigured(kind: RunnerKind, project: Project): boolean | Promise<boolean> {
  return kind.isConfigured?.(project) ?? false;
}

async function filterAsync<T>(
  items: readonly T[],
  isWanted: (item: T) => boolean | Promise<boolean>,
): Promise<readonly T[]> {
  const wanted = await Promise.all(items.map(async (item) => isWanted(item)));
  return items.filter((_, index) => wanted[index]);
}
