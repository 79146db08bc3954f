import { availableParallelism } from 'node:os';
import type { EndedRun } from '../report/reportedRun';
import type { RawTest, RunnerEvent } from '../report/runnerEvents';
import { buildError, inTree, type CargoRun } from './cargoBuildError';
import { baseName, readCargoBuild } from './cargoMessages';
import { readLibtest, type LibtestResult, type LibtestSection } from './libtestOutput';
import { rustProblem } from './rustProblem';
import { rustFile, rustTest, rustTestEvent, splitRustName, type RustBinary } from './rustTestEvent';
import { findRustTest, readRustTests } from './rustTestFiles';

/** A test binary that cargo started, or the documentation tests of a library. */
interface Started extends RustBinary {
  readonly isDoc: boolean;
  /** How it ended, when otherwise than by its tests. */
  readonly ending?: { readonly signal?: string; readonly exitCode?: number };
}

const RUNNING = /^\s+(?:Running .*?\((.+)\)|Doc-tests (\S+))$/gm;
const ENDED =
  /process didn't exit successfully: `([^`\n]+)` \((?:signal: \d+(?:, (SIG\w+))?|exit status: (\d+))/g;
/** The exit code of a test binary with failed tests. */
const TESTS_FAILED = 101;
const DOC_NAME = /^(.+?) - (?:(.*) )?\(line (\d+)\)/;

/** The events of an ended run of `cargo test`. */
export async function cargoEvents(run: CargoRun, ended: EndedRun): Promise<readonly RunnerEvent[]> {
  const build = readCargoBuild(ended.stdout);
  if (build.problem !== undefined) return [await buildError(run, build.problem, build.failed)];
  const started = await startedIn(run, ended.stderr, build.sources);
  const sections = readLibtest(ended.stdout);
  const isWhole = sections.length > 0 && sections.every(({ isComplete }) => isComplete);
  return [
    ...(sections.length > 0 ? [{ event: 'start' } as const] : []),
    ...pair(started, sections).flatMap(([one, section]) => sectionEvents(run, one, section)),
    ...(isWhole && ended.process.stopped === undefined ? [{ event: 'end' } as const] : []),
  ];
}

async function startedIn(
  run: CargoRun,
  stderr: string,
  sources: ReadonlyMap<string, string>,
): Promise<readonly Started[]> {
  const endings = endingsIn(stderr);
  return Promise.all(
    [...stderr.matchAll(RUNNING)].map(async ([, program = '', crate]) => {
      const source = sources.get(baseName(program));
      const target = run.targets.find((one) =>
        source === undefined
          ? one.kind !== 'test' && one.name.replaceAll('-', '_') === crate
          : one.source === inTree(run, source),
      );
      const tests = target === undefined ? [] : await readRustTests(run.root, target.source);
      const ending = endings.get(baseName(program));
      return { target, isDoc: crate !== undefined, tests, ...(ending && { ending }) };
    }),
  );
}

/** How binaries ended that did not only have failed tests, by their base names. */
function endingsIn(stderr: string): ReadonlyMap<string, Started['ending']> {
  return new Map(
    [...stderr.matchAll(ENDED)].flatMap(([, call = '', signal, code]) => {
      if (signal === undefined && Number(code) === TESTS_FAILED) return [];
      const ending = signal === undefined ? { exitCode: Number(code ?? 1) } : { signal };
      // The binary's arguments follow its path.
      const [program = ''] = /^.*?-[0-9a-f]{16}(\.exe)?(?=\s|$)/.exec(call) ?? [call];
      return [[baseName(program), ending] as const];
    }),
  );
}

/** Binaries with a harness of their own print no section, so a section goes to the next binary that has its tests. */
function pair(
  started: readonly Started[],
  sections: readonly LibtestSection[],
): readonly (readonly [Started | undefined, LibtestSection])[] {
  let next = 0;
  return sections.map((section) => {
    const from = started.slice(next);
    const known = from.findIndex((one) => holds(one, section));
    const own = known < 0 ? 0 : known;
    const found = from[own] ?? started.findLast(({ isDoc }) => isDoc);
    next += own + 1;
    return [found, section] as const;
  });
}

function holds({ isDoc, tests }: Started, section: LibtestSection): boolean {
  const [first] = section.tests;
  if (first === undefined) return true;
  return isDoc ? DOC_NAME.test(first.name) : findRustTest(tests, first.name) !== undefined;
}

function sectionEvents(
  run: CargoRun,
  one: Started | undefined,
  section: LibtestSection,
): readonly RunnerEvent[] {
  const results = section.tests.map((test) => testEvent(run, one, test));
  if (section.isComplete || one?.target === undefined) return results;
  const { target, ending } = one;
  const failed = { event: 'file-failed', file: target.source, ...ending, stderr: '' } as const;
  return [...results, ...runningTests(one, section), ...(ending === undefined ? [] : [failed])];
}

/** The harness starts tests in the order of their names, as many at a time as there are threads. */
function runningTests(one: Started, section: LibtestSection): readonly RunnerEvent[] {
  const done = new Set(section.tests.map(({ name }) => name));
  const open = one.tests
    .filter(({ name, isOwn }) => isOwn && !done.has(name))
    .sort((first, second) => (first.name < second.name ? -1 : 1));
  const threads = Number(process.env['RUST_TEST_THREADS'] ?? availableParallelism());
  return open.slice(0, threads).map(({ name, file, line }) => ({
    event: 'test-start',
    file,
    line,
    ...splitRustName(name),
  }));
}

function testEvent(run: CargoRun, one: Started | undefined, test: LibtestResult): RunnerEvent {
  const { status, output, name } = test;
  const problem = status === 'failed' ? rustProblem(output, name) : undefined;
  const result = { ...identify(run, one, name), status, output, problem, durationMs: 0 };
  return rustTestEvent(run, one?.target, result);
}

function identify(run: CargoRun, one: Started | undefined, name: string): RawTest {
  const doc = one?.isDoc === false ? null : DOC_NAME.exec(name);
  if (doc !== null) return identifyDoc(run, one, doc);
  return rustTest(one ?? { target: undefined, tests: [] }, name);
}

/** Lines change with each edit above, so they are no part of an id. */
function identifyDoc(run: CargoRun, one: Started | undefined, doc: RegExpExecArray): RawTest {
  const [, path = '', item = 'the crate', line] = doc;
  const file = one?.target === undefined ? path : rustFile(run, one.target, path);
  return { id: `${file} > doc ${item}`, file, line: Number(line), suite: ['doc'], name: item };
}
