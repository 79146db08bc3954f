import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestReference } from '../../../core/testReport';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind, RunnerSetup } from '../detection/runnerKind';
import type { EndedRun, RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import type { RunnerEvent } from '../report/runnerEvents';
import { escapePattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { selectedFiles } from '../selection/selectedFiles';
import { withImportPlace } from './missingImport';
import { findNode, type NodeProgram } from './nodeProgram';
import { packageArguments } from './packageArguments';
import { findPackageProgram, type PackageProgram } from './packageProgram';
import { SCRIPT_TEST } from './scriptTests';
import { tapRunEvents } from './tapRunEvents';

/** How tap is called in one workspace. */
interface TapSetup extends Omit<RunnerSetup, 'root'> {
  readonly node: NodeProgram;
  readonly program: PackageProgram;
}

/** tap: coverage that is not complete would make a green run red. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-c --comments -j --jobs -t --timeout -g --grep -R --reporter -r --reporter-file --plugin --node-arg --test-arg --test-env --before --after --include --exclude --files -d --output-dir --coverage-report --coverage-map'.split(
      ' ',
    ),
  ),
  dropped:
    /^(-R|--reporter|-r|--reporter-file|-w|--watch|-C|--color|--no-color|-o|--output-file|-d|--output-dir|--disable-coverage|--allow-incomplete-coverage|--allow-empty-coverage|--coverage-report|-S|--snapshot|--browser|--changed|--save)$/,
};
const CHOOSING: ArgumentRules = { valued: RULES.valued, dropped: /^(-g|--grep|--files)$/ };

const IMPORT = /(from\s*|require\()['"](tap|@tapjs\/core)['"]/;

/** tap 18 and newer. */
export const tapKind: RunnerKind = {
  name: 'tap',
  testFile: SCRIPT_TEST,
  recognise(program, words) {
    const rest = words[0] === 'run' ? words.slice(1) : words;
    return packageArguments('tap', [program, rest], RULES);
  },
  async isUsed({ packageJson, readSome }) {
    if (packageJson?.dependencies.has('tap')) return true;
    return (await readSome(SCRIPT_TEST)).some((text) => IMPORT.test(text));
  },
  isConfigured: ({ files }) => files.includes('.taprc'),
  async create({ root, ...setup }) {
    const [node, program] = [await findNode(root), await findPackageProgram(root, 'tap')];
    return createTapRunner({ ...setup, node, program });
  },
};

/** tap behind the port. */
function createTapRunner(setup: TapSetup): TestRunner {
  return reportedRunner({ name: 'tap', plan: (request) => planRun(setup, request) });
}

async function planRun(
  setup: TapSetup,
  { root, selection }: TestRunRequest,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const { node, program, nodeFlags = [], flags } = setup;
  const isChosen = selection.kind === 'tests';
  return {
    command: [
      ...[node.path, ...nodeFlags, program.path, 'run', '--disable-coverage', '--reporter=tap'],
      ...(isChosen ? readArguments(flags, CHOOSING).flags : flags),
      ...(isChosen ? nameFilters(selection.tests) : []),
      ...(files ?? setup.files),
    ],
    environment: setup.environment,
    read: async (run) => {
      const events = await readRun(root, run, files ?? []);
      // What the filter leaves out counts as skipped, too.
      return events.filter((one) => !isChosen || one.event !== 'test' || one.status !== 'skipped');
    },
  };
}

async function readRun(
  root: string,
  { stdout, stderr }: EndedRun,
  files: readonly string[],
): Promise<readonly RunnerEvent[]> {
  const sources = new Map<string, string>();
  const known = [...stdout.matchAll(/^(?:not )?ok \d+ - (.+?)(?: # .*)?$/gm)];
  for (const [, file = ''] of known) {
    sources.set(file, await readFile(join(root, file), 'utf8').catch(() => ''));
  }
  const events = tapRunEvents({ stdout, stderr, files, sources });
  return Promise.all(
    events.map(async (one) =>
      one.event === 'error' ? { ...one, problem: await withImportPlace(one.problem) } : one,
    ),
  );
}

/** tap takes one pattern for each level of subtests. */
function nameFilters(tests: readonly TestReference[]): readonly string[] {
  const paths = tests.map(({ suite, name }) => [...suite, name]);
  const depth = Math.max(...paths.map(({ length }) => length));
  const filters = Array.from({ length: depth }, (_, level) => {
    const names = paths.flatMap((path) => path[level] ?? []).map(escapePattern);
    return `--grep=/^(${[...new Set(names)].join('|')})$/`;
  });
  return filters.join(' ').length > MAX_PATTERN_LENGTH ? [] : filters;
}
