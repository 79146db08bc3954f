import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, posix } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import type { TestRunRequest } from '../../../core/ports';
import { findPrograms, isProgram, realPathOr } from '../../processes/findProgram';
import type { Project } from '../detection/project';
import type { RunnerKind } from '../detection/runnerKind';
import { buildFolder } from '../report/buildFolder';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { keepSelection } from '../selection/keepSelection';
import { selectedFiles } from '../selection/selectedFiles';
import {
  findCargo,
  manifestFlags,
  namesManifest,
  RUST_TEST_FILE,
  splitToolchain,
} from './cargoCommand';
import { findCargoTargets } from './cargoTargets';
import { nextestCommands, showNextestLines, type NextestSetup } from './nextestCommands';
import { junitFile, NEXTEST_CONFIG, writeNextestConfig } from './nextestConfig';
import { nextestEvents } from './nextestEvents';
import { readNextestArguments, sortNextestFlags } from './nextestFlags';
import { narrowNextest } from './nextestSelection';

/** cargo-nextest 0.9.50 and newer, profiles of the user from 0.9.115 on; it runs no documentation tests. */
export const nextestKind: RunnerKind = {
  name: 'nextest',
  testFile: RUST_TEST_FILE,
  recognise(program, words) {
    const [toolchain, [tool, verb, ...rest]] = splitToolchain(words);
    const isRun = tool === 'nextest' && (verb === 'run' || verb === 'r');
    if (program !== 'cargo' || !isRun) return undefined;
    const { flags, files } = readNextestArguments(rest);
    return { flags: [...toolchain, ...flags], files };
  },
  isUsed: isUsable,
  isConfigured: isUsable,
  async create({ root, flags, files, environment }) {
    const found = await findCargo(root, flags);
    if (await isInstalled(root)) {
      const { cargo } = found;
      const setup = { cargo, flags: sortNextestFlags(found.flags), files, environment };
      return reportedRunner({
        name: 'nextest',
        plan: (request, report) => planRun(setup, request, report),
        keep: keepSelection,
      });
    }
    throw new ExplainedError(
      'cargo-nextest is not installed: run "cargo install cargo-nextest --locked", or name the runner cargo.',
      'environment',
    );
  },
};

/** Where the tool is missing, cargo can run the same tests. */
async function isUsable({ root, files }: Project): Promise<boolean> {
  const isConfig = (file: string): boolean =>
    file === NEXTEST_CONFIG || file.endsWith(`/${NEXTEST_CONFIG}`);
  return files.some(isConfig) && (await isInstalled(root));
}

/** cargo looks for its subcommands in its own folder, too. */
async function isInstalled(root: string): Promise<boolean> {
  const [found] = await findPrograms('cargo-nextest', root);
  const home = process.env['CARGO_HOME'] ?? join(homedir(), '.cargo');
  const ending = process.platform === 'win32' ? '.exe' : '';
  return found !== undefined || isProgram(join(home, 'bin', `cargo-nextest${ending}`));
}

async function planRun(
  setup: NextestSetup,
  { root, selection }: TestRunRequest,
  { folder }: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const { flags } = setup;
  const manifest = await manifestFlags(flags.build, root);
  const path = flags.manifest ?? manifest.find(namesManifest)?.split('=')[1];
  const targets = await findCargoTargets(
    setup.cargo,
    root,
    path === undefined ? [] : [`--manifest-path=${path}`],
  );
  const narrow = narrowNextest(selection, files, targets);
  const config = await writeNextestConfig({
    root,
    folder: posix.dirname(path ?? ''),
    flags,
    reportFolder: folder,
  });
  const run = {
    root: await realPathOr(root),
    targets,
    files,
    exists: (path: string) => existsSync(join(root, path)),
  };
  return {
    ...nextestCommands(setup, { manifest, narrow, config }),
    environment: {
      ...setup.environment,
      RUST_BACKTRACE: '1',
      CARGO_TERM_PROGRESS_WHEN: 'never',
      CARGO_TARGET_DIR: await buildFolder(root),
      NEXTEST_NO_TESTS: 'pass',
    },
    read: async (ended) =>
      nextestEvents(run, ended, await readFile(junitFile(folder), 'utf8').catch(() => '')),
    show: showNextestLines,
  };
}
