import { join } from 'node:path';
import type { TestRunner, TestRunRequest, WarmUpRequest } from '../../../core/ports';
import type { RunVerdict, TestReport, TestSelection } from '../../../core/testReport';
import { inPackage, packageOf, withinPackage } from './packagePaths';
import { warmPackage } from './warmPackage';

/** One package of a workspace with its own runner. */
export interface PackageRunner {
  /** Relative to the workspace, with `/`; empty for the workspace itself. */
  readonly folder: string;
  readonly runner: TestRunner;
}

/** Runs the tests of several packages one after the other, and tells of them as of one. */
export function createPackagesRunner(packages: readonly PackageRunner[]): TestRunner {
  const name = [...new Set(packages.map(({ runner }) => runner.name))].join(' + ');
  const folders = packages.map(({ folder }) => folder);
  return {
    name,
    async run(request, signal) {
      const reports: TestReport[] = [];
      let spentMs = 0;
      for (const one of packages) {
        const selection = selectionIn(one.folder, request.selection, folders);
        if (selection === undefined) continue;
        const report = await one.runner.run(
          requestFor(one, request, { selection, spentMs }),
          signal,
        );
        spentMs += report.durationMs;
        reports.push(inPackage(one.folder, report));
      }
      return merge(name, reports);
    },
    async warmUp(request, signal) {
      const parts = packages.flatMap(({ folder, runner }) => {
        const own = warmUpIn(folder, request, folders);
        return own === undefined ? [] : [{ folder, runner, own }];
      });
      const [part, ...others] = parts;
      if (part === undefined || others.length > 0) return undefined;
      const warm = await part.runner.warmUp?.(part.own, signal);
      return warm && warmPackage(part.folder, warm);
    },
  };
}

function requestFor(
  { folder }: PackageRunner,
  request: TestRunRequest,
  { selection, spentMs }: { readonly selection: TestSelection; readonly spentMs: number },
): TestRunRequest {
  const { root, limits } = request;
  const timeoutMs = Math.max(0, limits.timeoutMs - spentMs);
  return { ...request, root: join(root, folder), selection, limits: { ...limits, timeoutMs } };
}

/** What of the wanted tests lies in a package, as it sees it; undefined when nothing does. */
function warmUpIn(
  folder: string,
  { root, tests, files = [], ...rest }: WarmUpRequest,
  folders: readonly string[],
): WarmUpRequest | undefined {
  const own = selectionIn(folder, { kind: 'tests', tests }, folders);
  const whole = selectionIn(folder, { kind: 'files', files }, folders);
  if (own === undefined && whole === undefined) return undefined;
  return {
    root: join(root, folder),
    tests: own?.kind === 'tests' ? own.tests : [],
    ...(whole?.kind === 'files' && { files: whole.files }),
    ...rest,
  };
}

/** The part of a selection that lies in a package, as it sees it; undefined when nothing does. */
function selectionIn(
  folder: string,
  selection: TestSelection,
  folders: readonly string[],
): TestSelection | undefined {
  const isIn = (path: string): boolean => packageOf(path, folders) === folder;
  const within = (path: string): string => withinPackage(folder, path);
  switch (selection.kind) {
    case 'all':
      return selection;
    case 'files': {
      const files = selection.files.filter(isIn).map(within);
      return files.length === 0 ? undefined : { kind: 'files', files };
    }
    case 'tests': {
      const tests = selection.tests
        .filter(({ id, file }) => isIn(file ?? id))
        .map(({ file, ...test }) => ({
          ...test,
          id: within(test.id),
          ...(file !== undefined && { file: within(file) }),
        }));
      return tests.length === 0 ? undefined : { kind: 'tests', tests };
    }
  }
}

/** What decides about the whole, worst first; a package without tests is no failure beside one that has some. */
const WORST_FIRST: readonly RunVerdict[] = [
  'not-started',
  'unreadable',
  'killed',
  'timed-out',
  'load-error',
  'failed',
  'passed',
  'no-tests',
];

function merge(runner: string, reports: readonly TestReport[]): TestReport {
  const verdict = WORST_FIRST.find((each) => reports.some((one) => one.verdict === each));
  const decisive = reports.filter((one) => one.verdict === verdict);
  const explanation =
    reports.length === 0
      ? 'The selected tests were not found. Check their names and places.'
      : decisive.flatMap((one) => one.explanation ?? []).join(' ');
  return {
    runner,
    command: decisive[0]?.command ?? [],
    verdict: verdict ?? 'no-tests',
    tests: reports.flatMap(({ tests }) => tests),
    loadErrors: reports.flatMap(({ loadErrors }) => loadErrors),
    ...(explanation !== '' && { explanation }),
    outputTail: decisive.map(({ outputTail }) => outputTail).join('\n'),
    durationMs: reports.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}
