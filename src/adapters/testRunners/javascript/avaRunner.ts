import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestReference } from '../../../core/testReport';
import { listProjectFiles } from '../detection/projectFiles';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind, RunnerSetup } from '../detection/runnerKind';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import type { RunnerEvent } from '../report/runnerEvents';
import { MAX_PATTERN_LENGTH } from '../selection/namePattern';
import { selectedFiles } from '../selection/selectedFiles';
import { avaEvents } from './avaEvents';
import { withImportPlace } from './missingImport';
import { findNode, type NodeProgram } from './nodeProgram';
import { packageArguments } from './packageArguments';
import { findPackageProgram, type PackageProgram } from './packageProgram';
import { SCRIPT_TEST } from './scriptTests';

/** How ava is called in one workspace. */
interface AvaSetup extends Omit<RunnerSetup, 'root'> {
  readonly node: NodeProgram;
  readonly program: PackageProgram;
}

/** ava: its report is TAP. */
const RULES: ArgumentRules = {
  valued: new Set('-c --concurrency --config -m --match --node-arguments -T --timeout'.split(' ')),
  dropped: /^(-w|--watch|-t|--tap|--no-color|--color|-u|--update-snapshots)$/,
};
const CHOOSING: ArgumentRules = { valued: RULES.valued, dropped: /^(-m|--match)$/ };

const IMPORT = /(from\s*|require\()['"]ava['"]/;

/** ava 5 and newer. */
export const avaKind: RunnerKind = {
  name: 'ava',
  testFile: SCRIPT_TEST,
  recognise: (program, words) => packageArguments('ava', [program, words], RULES),
  async isUsed({ packageJson, readSome }) {
    if (packageJson?.dependencies.has('ava')) return true;
    return (await readSome(SCRIPT_TEST)).some((text) => IMPORT.test(text));
  },
  isConfigured: ({ files }) => files.some((file) => /^ava\.config\.\w+$/.test(file)),
  async create({ root, ...setup }) {
    const [node, program] = [await findNode(root), await findPackageProgram(root, 'ava')];
    return createAvaRunner({ ...setup, node, program });
  },
};

/** ava behind the port. */
function createAvaRunner(setup: AvaSetup): TestRunner {
  return reportedRunner({ name: 'ava', plan: (request) => planRun(setup, request) });
}

async function planRun(
  setup: AvaSetup,
  { root, selection }: TestRunRequest,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const { node, program, nodeFlags = [], flags } = setup;
  const isChosen = selection.kind === 'tests';
  return {
    command: [
      ...[node.path, ...nodeFlags, program.path, '--tap'],
      ...(isChosen ? readArguments(flags, CHOOSING).flags : flags),
      ...(isChosen ? titleMatches(selection.tests) : []),
      ...(files ?? setup.files),
    ],
    environment: setup.environment,
    read: async ({ stdout }) => {
      const events = await readRun(root, stdout, files);
      const isSkip = (one: RunnerEvent): boolean =>
        one.event === 'test' && /^(skipped|todo)$/.test(one.status);
      return isChosen ? events.filter((one) => !isSkip(one)) : events;
    },
  };
}

async function readRun(
  root: string,
  stdout: string,
  files: readonly string[] | undefined,
): Promise<readonly RunnerEvent[]> {
  const likely = (file: string): boolean => SCRIPT_TEST.test(file);
  const names = files ?? (await listProjectFiles(root)).filter(likely);
  const texts = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(root, name), 'utf8').catch(() => '');
      return [name, text] as const;
    }),
  );
  const own = texts.filter(([, text]) => files !== undefined || IMPORT.test(text));
  const events = avaEvents({ stdout, sources: new Map(own) });
  return Promise.all(
    events.map(async (one) =>
      one.event === 'error' ? { ...one, problem: await withImportPlace(one.problem) } : one,
    ),
  );
}

/** ava matches titles by patterns, in which `*` is anything and `!` at the beginning means not. */
function titleMatches(tests: readonly TestReference[]): readonly string[] {
  const titles = tests.map(({ name }) => name.replaceAll(/[*\\]/g, '\\$&').replace(/^!/, '\\!'));
  const options = [...new Set(titles)].map((title) => `--match=${title}`);
  return options.join(' ').length > MAX_PATTERN_LENGTH ? [] : options;
}
