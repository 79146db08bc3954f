import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import { realPathOr } from '../../processes/findProgram';
import {
  readArguments,
  type ArgumentRules,
  type RunnerArguments,
} from '../detection/runnerArguments';
import type { RunnerKind } from '../detection/runnerKind';
import { buildFolder } from '../report/buildFolder';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { keepSelection } from '../selection/keepSelection';
import { selectedFiles } from '../selection/selectedFiles';
import {
  findCargo,
  manifestFlags,
  MANIFEST,
  namesManifest,
  PASSED_ON,
  RUST_TEST_FILE,
  splitAtMark,
  splitToolchain,
  withoutTargets,
} from './cargoCommand';
import { cargoEvents } from './cargoEvents';
import { showCargoLines } from './cargoMessages';
import { narrowCargo } from './cargoSelection';
import { findCargoTargets } from './cargoTargets';

/** How `cargo test` is called in one workspace. */
interface CargoSetup {
  /** Absolute path of cargo, with the toolchain that the user's command names. */
  readonly cargo: readonly string[];
  /** Flags of the user's own command; what stands behind `--` is for the tests. */
  readonly flags: readonly string[];
  /** Name filters of the user's own command, used when all tests are wanted. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** cargo test: formats and the place of the build are ours. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-p --package --exclude --test --bin --example --bench -F --features --target --target-dir --manifest-path --profile -j --jobs --color --config --message-format -Z --test-threads --skip'.split(
      ' ',
    ),
  ),
  dropped:
    /^(--no-run|--no-fail-fast|--message-format|--color|--target-dir|-q|--quiet|-v|--verbose|--timings|--nocapture|--no-capture|--show-output|--format|--list|--exact)$/,
};

/** Rust 1.73 and newer. */
export const cargoKind: RunnerKind = {
  name: 'cargo',
  testFile: RUST_TEST_FILE,
  recognise(program, words) {
    const [toolchain, [verb, ...rest]] = splitToolchain(words);
    if (program !== 'cargo' || (verb !== 'test' && verb !== 't')) return undefined;
    return readCargoArguments(toolchain, rest);
  },
  isUsed: ({ files }) => files.some((file) => MANIFEST.test(file)),
  isConfigured: ({ files }) => files.some((file) => MANIFEST.test(file)),
  async create({ root, flags, files, environment }) {
    return createCargoRunner({ ...(await findCargo(root, flags)), files, environment });
  },
};

function readCargoArguments(
  toolchain: readonly string[],
  words: readonly string[],
): RunnerArguments {
  const [own, behind] = splitAtMark(words);
  const cargo = readArguments(own, RULES);
  const passed = readArguments(behind, RULES);
  const mark = passed.flags.length > 0 ? [PASSED_ON] : [];
  return {
    flags: [...toolchain, ...cargo.flags, ...mark, ...passed.flags],
    files: [...cargo.files, ...passed.files],
  };
}

/** `cargo test` behind the port; ids are `root file of the target > path::of::test`. */
function createCargoRunner(setup: CargoSetup): TestRunner {
  return reportedRunner({
    name: 'cargo',
    plan: (request) => planRun(setup, request),
    keep: keepSelection,
  });
}

async function planRun(
  setup: CargoSetup,
  { root, selection }: TestRunRequest,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const manifest = await manifestFlags(setup.flags, root);
  const targets = await findCargoTargets(setup.cargo, root, manifest.filter(namesManifest));
  const narrow = await narrowCargo({ root, selection, files, targets });
  const [own, behind] = splitAtMark(setup.flags);
  const kept = files === undefined ? own : withoutTargets(own);
  const names = files === undefined ? setup.files : narrow.names;
  const flags = [...manifest, ...kept, ...narrow.flags, '--color=never'];
  const run = {
    root: await realPathOr(root),
    targets,
    files,
    exists: (path: string) => existsSync(join(root, path)),
  };
  return {
    before: [[...setup.cargo, 'test', '--no-run', '--message-format=json', ...flags]],
    command: [
      ...[...setup.cargo, 'test', '--no-fail-fast', ...flags],
      ...[PASSED_ON, '--color=never', ...behind, ...names],
    ],
    environment: {
      ...setup.environment,
      RUST_BACKTRACE: '1',
      CARGO_TERM_PROGRESS_WHEN: 'never',
      CARGO_TARGET_DIR: await buildFolder(root),
    },
    read: (ended) => cargoEvents(run, ended),
    show: showCargoLines,
  };
}
