import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestReference } from '../../../core/testReport';
import { findPrograms, isProgram } from '../../processes/findProgram';
import type { Project } from '../detection/project';
import { readProjectFile } from '../detection/projectFiles';
import {
  readArguments,
  type ArgumentRules,
  type RunnerArguments,
} from '../detection/runnerArguments';
import type { RunnerKind, RunnerSetup } from '../detection/runnerKind';
import { splitCommandLine } from '../detection/splitCommandLine';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { escapePattern, MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { selectedFiles } from '../selection/selectedFiles';
import { denoEvents } from './denoEvents';
import { SCRIPT_TEST } from './scriptTests';

/** deno: nothing is asked for, watched or rewritten. */
const RULES: ArgumentRules = {
  valued: new Set(
    '--filter --reporter --junit-path --import-map -c --config --lock --ext --cert --location --seed --preload --require --conditions --shard --retry --repeats --coverage-threshold'.split(
      ' ',
    ),
  ),
  dropped:
    /^(--watch|--watch-exclude|--reporter|--junit-path|--hide-stacktraces|-u|--update-snapshots|--changed|--inspect.*|--no-clear-screen|--no-run)$/,
};
/** What chooses names, when these are chosen by us. */
const CHOOSING: ArgumentRules = { valued: RULES.valued, dropped: /^--filter$/ };

const TEST = /\bDeno\.test\b/;

/** deno 2. */
export const denoKind: RunnerKind = {
  name: 'deno',
  testFile: SCRIPT_TEST,
  recognise,
  async isUsed({ readSome }) {
    return (await readSome(SCRIPT_TEST)).some((text) => TEST.test(text));
  },
  isConfigured,
  async create({ root, ...setup }) {
    const isPlain = setup.flags.length === 0 && setup.files.length === 0;
    const own = isPlain ? await readTask(root) : {};
    return createDenoRunner({ ...setup, ...own }, await findDeno(root));
  },
};

function recognise(program: string, words: readonly string[]): RunnerArguments | undefined {
  return program === 'deno' && words[0] === 'test'
    ? readArguments(words.slice(1), RULES)
    : undefined;
}

function isConfigured({ files }: Project): boolean {
  return files.includes('deno.json') || files.includes('deno.jsonc');
}

/** The permissions that the project's own task `test` gives; without one all of them, as other runners have. */
async function readTask(root: string): Promise<RunnerArguments> {
  const config = `${await readProjectFile(root, 'deno.json')}\n${await readProjectFile(root, 'deno.jsonc')}`;
  const [, line = ''] = /"test"\s*:\s*"(deno test[^"\\]*)"/.exec(config) ?? [];
  const [program = '', ...words] = splitCommandLine(line) ?? [];
  return recognise(program, words) ?? { flags: ['--allow-all'], files: [] };
}

/** The workspace's own deno first, because it knows the version. */
async function findDeno(root: string): Promise<string> {
  const ending = process.platform === 'win32' ? '.exe' : '';
  const own = join(root, 'node_modules/deno', `deno${ending}`);
  if (await isProgram(own)) return own;
  const [found] = await findPrograms('deno', root);
  if (found !== undefined) return found;
  throw new ExplainedError(
    'Deno was not found: install it so that "deno --version" works, or run "npm install --save-dev deno" in the project.',
    'environment',
  );
}

type DenoSetup = Omit<RunnerSetup, 'root'>;

/** deno behind the port. */
function createDenoRunner(setup: DenoSetup, program: string): TestRunner {
  return reportedRunner({
    name: 'deno',
    plan: (request, report) => planRun({ ...setup, program }, request, report),
  });
}

async function planRun(
  setup: DenoSetup & { readonly program: string },
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const junit = join(report.folder, 'junit.xml');
  const isChosen = selection.kind === 'tests';
  return {
    command: [
      ...[setup.program, 'test', '--no-prompt'],
      ...(isChosen ? readArguments(setup.flags, CHOOSING).flags : setup.flags),
      `--junit-path=${junit}`,
      ...(isChosen ? nameFilter(selection.tests) : []),
      ...(files?.map((file) => `./${file}`) ?? setup.files),
    ],
    environment: setup.environment,
    read: async ({ stdout, stderr }) => {
      const events = denoEvents({
        junit: await readFile(junit, 'utf8').catch(() => ''),
        stdout,
        stderr,
        files: files ?? [],
      });
      // What the filter leaves out counts as skipped, too.
      return events.filter((one) => !isChosen || one.event !== 'test' || one.status !== 'skipped');
    },
  };
}

/** A step runs only with its whole test. */
function nameFilter(tests: readonly TestReference[]): readonly string[] {
  const names = tests.map(({ suite, name }) => escapePattern(suite[0] ?? name));
  const pattern = `/^(${[...new Set(names)].join('|').replaceAll('/', '\\/')})$/`;
  return pattern.length > MAX_PATTERN_LENGTH ? [] : [`--filter=${pattern}`];
}
