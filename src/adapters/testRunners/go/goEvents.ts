import type { RawProblem, RawResult, RunnerEvent } from '../report/runnerEvents';
import type { EndedRun } from '../report/reportedRun';
import { clipText } from '../report/clipText';
import { buildProblem, buildTextsIn } from './goBuildErrors';
import { readGoLine, type GoLine } from './goLines';
import { packageFolder, type GoModules } from './goModules';
import { beforePanic, goProblem, panicIn } from './goProblem';
import { findGoTest, readGoTestFiles, type GoTestFile } from './goTestFiles';

/** What the events are read with besides the output. */
export interface GoRun {
  /** Absolute path of the tree. */
  readonly root: string;
  readonly modules: GoModules;
  /** Ids of the selected tests; a selected one is told even if only its subtests failed. */
  readonly wanted: ReadonlySet<string>;
  /** Whether all tests of each package were to run. */
  readonly isWhole: boolean;
}

interface Package {
  readonly name: string;
  readonly folder: string;
  readonly files: readonly GoTestFile[];
  readonly lines: readonly GoLine[];
  /** The same by test; undefined for those of the package itself. */
  readonly ofTest: ReadonlyMap<string | undefined, readonly GoLine[]>;
}

interface Context extends GoRun {
  readonly builds: ReadonlyMap<string, string>;
}

const FINISHED = /^(pass|fail|skip)$/;
const NOT_BUILT = /^FAIL\t.*\[(build|setup) failed\]$/m;
/** What Go tells of a test process that a signal ended, and the name of such a signal. */
const SIGNAL = /^signal: ([a-z ]+)|^(SIG[A-Z]+): /m;
const SIGNALS = new Map([
  ['killed', 'SIGKILL'],
  ['segmentation fault', 'SIGSEGV'],
  ['aborted', 'SIGABRT'],
  ['terminated', 'SIGTERM'],
]);
/** Lines that frame a test's own output. */
const FRAMING = /^\s*(=== (RUN|PAUSE|CONT|NAME) |--- (PASS|FAIL|SKIP|BENCH): )/;
const MS_PER_SECOND = 1000;

/** The events of an ended run of `go test -json`. */
export async function goEvents(run: GoRun, ended: EndedRun): Promise<readonly RunnerEvent[]> {
  const lines = ended.stdout.split('\n').flatMap((line) => readGoLine(line) ?? []);
  const packages = await packagesIn(run, lines);
  const context = { ...run, builds: buildsIn(lines, ended.stderr) };
  const isDone = packages.every((one) => one.lines.some(isEndOfPackage));
  const isWhole = packages.length > 0 && isDone && ended.process.stopped === undefined;
  return [
    ...(packages.length > 0 ? [{ event: 'start' } as const] : []),
    ...packages.flatMap((one) => packageEvents(one, context)),
    ...(isWhole ? [{ event: 'end' } as const] : []),
  ];
}

async function packagesIn(run: GoRun, lines: readonly GoLine[]): Promise<readonly Package[]> {
  const groups = groupBy(
    lines.filter((line) => line.package !== undefined),
    (line) => line.package ?? '',
  );
  return Promise.all(
    [...groups].map(async ([name, own]) => {
      const folder = packageFolder(run.modules, name) ?? '';
      const files = await readGoTestFiles(run.root, folder);
      return { name, folder, files, lines: own, ofTest: groupBy(own, ({ test }) => test) };
    }),
  );
}

function groupBy<K>(
  lines: readonly GoLine[],
  keyOf: (line: GoLine) => K,
): ReadonlyMap<K, readonly GoLine[]> {
  const groups = new Map<K, GoLine[]>();
  for (const line of lines) {
    const group = groups.get(keyOf(line)) ?? [];
    groups.set(keyOf(line), group);
    group.push(line);
  }
  return groups;
}

function buildsIn(lines: readonly GoLine[], stderr: string): ReadonlyMap<string, string> {
  const texts = new Map(buildTextsIn(stderr));
  for (const { importPath, output } of lines) {
    if (importPath === undefined || output === undefined) continue;
    texts.set(importPath, (texts.get(importPath) ?? '') + output);
  }
  return texts;
}

function packageEvents(one: Package, context: Context): readonly RunnerEvent[] {
  if (NOT_BUILT.test(outputOf(one, undefined))) return [buildEvent(one, context)];
  const events = testsIn(one).flatMap((test) => testEvents(one, test, context));
  return [...events, ...endingEvents(one, events, context)];
}

function buildEvent(one: Package, { builds, modules }: Context): RunnerEvent {
  const failed = one.lines.find(({ failedBuild }) => failedBuild !== undefined)?.failedBuild;
  const text = builds.get(failed ?? one.name) ?? [...builds.values()].join('');
  return errorOf(one, buildProblem(text, modules.home));
}

function errorOf(one: Package, problem: RawProblem): RunnerEvent {
  const blocked = one.files.filter(({ tests }) => tests.size > 0).map(({ path }) => path);
  const [file, ...others] = blocked;
  return { event: 'error', ...(file !== undefined && { file, others }), problem };
}

function testEvents(one: Package, test: string, context: Context): readonly RunnerEvent[] {
  const names = test.split('/');
  const id = `${one.folder === '' ? '.' : `./${one.folder}`} ${test}`;
  const place = findGoTest(one.files, names);
  const raw = { id, ...place, suite: names.slice(0, -1), name: names.at(-1) ?? test };
  const start = { event: 'test-start', ...raw } as const;
  const end = endOf(one, test);
  if (end === undefined) return [start];
  const output = outputOf(one, test);
  const result = {
    ...raw,
    durationMs: (end.seconds ?? 0) * MS_PER_SECOND,
    ...(output !== '' && { output: clipText(output) }),
  };
  if (end.action === 'fail') return [start, ...failureEvents(one, { ...result, output }, context)];
  const status = end.action === 'pass' ? ('passed' as const) : ('skipped' as const);
  return [start, { event: 'test', ...result, status, problems: [] }];
}

type Unjudged = Omit<RawResult, 'status' | 'problems'>;

function failureEvents(one: Package, result: Unjudged, context: Context): readonly RunnerEvent[] {
  const { id = '', output = '' } = result;
  const problem = goProblem(output, one.folder);
  const below = problem === undefined ? problemsBelow(one, result) : [];
  if (below.length > 0 && !context.wanted.has(id)) {
    return [
      { event: 'parent', ...result },
      { event: 'test-end', ...result },
    ];
  }
  const problems = problem === undefined ? below : [problem];
  return [
    { event: 'test', ...result, output: clipText(beforePanic(output)), status: 'failed', problems },
  ];
}

/** What went wrong in the subtests of a test that is red only because of them. */
function problemsBelow(one: Package, { suite, name }: Unjudged): readonly RawProblem[] {
  const prefix = `${[...suite, name].join('/')}/`;
  const failed = one.lines.filter(
    (line) => line.action === 'fail' && line.test?.startsWith(prefix),
  );
  return failed.map(({ test }) => {
    const problem = goProblem(outputOf(one, test), one.folder);
    return problem ?? { kind: 'assert', message: `${test ?? 'A subtest'} failed.` };
  });
}

/** What ended a package otherwise than by its tests: a signal, an early exit, a panic outside of tests. */
function endingEvents(
  one: Package,
  events: readonly RunnerEvent[],
  context: Context,
): readonly RunnerEvent[] {
  const end = one.lines.find(isEndOfPackage);
  if (end?.action !== 'fail') return [];
  const running = testsIn(one).findLast((test) => endOf(one, test) === undefined);
  if (running !== undefined) return [cutOffEvent(one, running)];
  const isPanic = panicIn(one.lines.map(({ output = '' }) => output).join('')) !== undefined;
  const failed = events.filter(isFailure);
  if (failed.length === 0) return [outsideError(one, events.length > 0)];
  return isPanic && context.isWhole ? lostTests(one, failed) : [];
}

function isFailure(event: RunnerEvent): boolean {
  return event.event === 'parent' || (event.event === 'test' && event.status === 'failed');
}

function testsIn({ ofTest }: Package): readonly string[] {
  return [...ofTest.keys()].filter((test) => test !== undefined);
}

function cutOffEvent(one: Package, running: string): RunnerEvent {
  const [, word, name] = SIGNAL.exec(one.lines.map(({ output = '' }) => output).join('')) ?? [];
  const signal = name ?? (word && (SIGNALS.get(word.trim()) ?? word.trim()));
  const file = findGoTest(one.files, running.split('/'))?.file ?? one.folder;
  return {
    event: 'file-failed',
    file,
    ...(signal === undefined ? { exitCode: 1 } : { signal }),
    stderr: '',
  };
}

function outsideError(one: Package, hasRun: boolean): RunnerEvent {
  const output = outputOf(one, undefined);
  const found = panicIn(output) ?? {
    message: clipText(output.replace(/^FAIL\b.*$/gm, '').trim()) || 'The package failed.',
  };
  return errorOf(one, { ...found, kind: hasRun ? 'unhandled' : 'load' });
}

/** Tests behind a panic never ran; they are red until it is repaired. */
function lostTests(one: Package, failed: readonly RunnerEvent[]): readonly RunnerEvent[] {
  const last = failed.at(-1);
  const culprit = last !== undefined && 'name' in last ? [...last.suite, last.name].join('/') : '';
  const message = `The test did not run, because a panic in ${culprit} ended the run of its package.`;
  const known = new Set(one.lines.map(({ test }) => test));
  const names = one.files
    .filter(({ isConditional }) => !isConditional)
    .flatMap(({ tests }) => [...tests.keys()])
    .filter((name) => !known.has(name) && /^(Test|Fuzz)/.test(name));
  return names.flatMap((name) => {
    const id = `${one.folder === '' ? '.' : `./${one.folder}`} ${name}`;
    const raw = { id, ...findGoTest(one.files, [name]), suite: [], name, durationMs: 0 };
    const problems = [{ kind: 'throw', name: 'panic', message } as const];
    return [{ event: 'test', ...raw, status: 'failed', problems }] as const;
  });
}

function isEndOfPackage({ action, test }: GoLine): boolean {
  return test === undefined && FINISHED.test(action);
}

function outputOf(one: Package, test: string | undefined): string {
  const lines = one.ofTest.get(test) ?? [];
  return lines.map(({ output = '' }) => (FRAMING.test(output) ? '' : output)).join('');
}

function endOf(one: Package, test: string): GoLine | undefined {
  return one.ofTest.get(test)?.find(({ action }) => FINISHED.test(action));
}
