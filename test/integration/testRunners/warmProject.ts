import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import type { TestRunner, WarmTests } from '../../../src/core/ports';
import type { TestResult } from '../../../src/core/testReport';
import { referenceTo } from '../../../src/core/selection/targets';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { linkPackages } from './installedRunners';
import { REPORTERS } from './trial';

const LIMITS = { timeoutMs: 60_000, silenceMs: 60_000 };

/** A project whose tests can be run in the ordinary way and loaded. */
export interface WarmProject {
  readonly root: string;
  readonly runner: TestRunner;
  /** Ids of what passes in the ordinary way, with these texts written over the files. */
  ordinary(changes?: Readonly<Record<string, string>>): Promise<readonly string[]>;
  /** What the loaded tests say; loads them first. */
  loaded(
    changes?: Readonly<Record<string, string>>,
    timeoutMs?: number,
  ): Promise<{ readonly kind: string; readonly passed: readonly string[] }>;
  warm(): Promise<WarmTests>;
}

const open: WarmTests[] = [];

/** Code with branches, to which each kind of module adds its exports. */
export const CODE_TO_COVER = `
const LIMIT = 1;
function half(n) {
  return n / 2;
}
function size(n) {
  if (n > 10) {
    return 'large';
  }
  // What is left.
  return half(n) > LIMIT ? 'medium' : 'small';
}
async function later(n) {
  await null;
  return half(n);
}
`;

/** The lines of a file that each test runs, by its id. */
export async function coveredLines(
  warm: WarmTests,
  path: string,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const covered = await warm.coverage?.(20_000, new AbortController().signal);
  const entries = (covered ?? []).map(({ id, lines }) => [id, [...(lines.get(path) ?? [])]]);
  return Object.fromEntries(entries) as Record<string, readonly number[]>;
}

/** Ends everything that was loaded. */
export async function disposeLoaded(): Promise<void> {
  await Promise.all(open.splice(0).map((one) => one.dispose()));
}

/** Writes a project, in a folder with a space and an umlaut. */
export async function warmProject(
  command: string,
  files: Readonly<Record<string, string>>,
  packages: readonly string[] = [],
): Promise<WarmProject> {
  const root = temporaryFolder();
  writeFiles(root, { 'package.json': '{ "private": true }', ...files });
  await linkPackages(root, ...packages);
  const runner = await detectTestRunner({ root, command, reportersFolder: REPORTERS });
  const { signal } = new AbortController();
  const run = async (): Promise<readonly TestResult[]> => {
    const all = { kind: 'all' } as const;
    return (await runner.run({ root, selection: all, limits: LIMITS }, signal)).tests;
  };
  let warm: WarmTests | undefined;
  const project: WarmProject = {
    root,
    runner,
    async ordinary(changes = {}) {
      writeFiles(root, changes);
      const tests = await run();
      writeFiles(root, files);
      return passedIn(tests);
    },
    async loaded(changes = {}, timeoutMs = 20_000) {
      warm ??= await project.warm();
      const { kind, passed } = await warm.check(
        new Map(Object.entries(changes)),
        timeoutMs,
        signal,
      );
      return { kind, passed: [...passed].sort() };
    },
    async warm() {
      const tests = (await run()).map(referenceTo);
      const one = await runner.warmUp?.({ root, tests, parallel: 2 }, signal);
      if (one === undefined) throw new Error('The tests were not loaded.');
      open.push(one);
      return one;
    },
  };
  return project;
}

function passedIn(tests: readonly TestResult[]): readonly string[] {
  return tests
    .filter(({ status }) => status === 'passed')
    .map(({ id }) => id)
    .sort();
}
