import { relative, sep } from 'node:path';
import type { RawProblem, RunnerEvent } from '../report/runnerEvents';
import { candidatePaths, type CargoTarget } from './cargoTargets';
import { readRustTests } from './rustTestFiles';

/** What the events of a run are read with besides its output. */
export interface CargoRun {
  /** Absolute, resolved path of the tree. */
  readonly root: string;
  readonly targets: readonly CargoTarget[];
  /** Files of tests that were to run, relative; undefined for all. */
  readonly files: readonly string[] | undefined;
  /** Whether a path relative to the tree exists. */
  readonly exists: (path: string) => boolean;
}

/** More blocked files than these make a name that nobody reads. */
const MAX_BLOCKED = 5;

/** A failed build as an event; `failed` are the absolute root files of what did not compile. */
export async function buildError(
  run: CargoRun,
  problem: RawProblem,
  failed: readonly string[],
): Promise<RunnerEvent> {
  const broken = failed.map((file) => inTree(run, file));
  const [file, ...others] = (run.files ?? (await blockedFiles(run, broken))).slice(0, MAX_BLOCKED);
  const frames = problem.frames?.map((frame) => ({ ...frame, file: onDisk(run, frame.file) }));
  const placed = { ...problem, ...(frames && { frames }) };
  return { event: 'error', ...(file !== undefined && { file, others }), problem: placed };
}

/** The compiler names files relative to the workspace, which may lie below the tree's root. */
function onDisk({ targets, exists }: CargoRun, file: string): string {
  const paths = targets.flatMap((target) => candidatePaths(file, target));
  return paths.find(exists) ?? file;
}

/** The broken files of integration tests themselves, else all files of tests: they need what is broken. */
async function blockedFiles(run: CargoRun, broken: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    run.targets.map(async ({ source, kind }) => ({
      isBroken: broken.includes(source),
      isTest: kind === 'test',
      files: (await readRustTests(run.root, source)).flatMap((one) => (one.isOwn ? one.file : [])),
    })),
  );
  const own = found.filter(({ isBroken }) => isBroken);
  const isOwnFault = own.length > 0 && own.every(({ isTest }) => isTest);
  return [...new Set((isOwnFault ? own : found).flatMap(({ files }) => files))].sort();
}

/** An absolute path relative to the tree, with `/`. */
export function inTree({ root }: Pick<CargoRun, 'root'>, file: string): string {
  return relative(root, file).split(sep).join('/');
}
