import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import { findPrograms, realPathOr } from '../../processes/findProgram';
import { listProjectFiles, readProjectFile } from '../detection/projectFiles';
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
const CHOOSES_TARGET = /^--(lib|bins?|tests?|examples?|benches|bench|doc|all-targets)(=|$)/;
const NAMES_TARGET = /^--(bin|test|example|bench)$/;
const CHOOSES_PACKAGE = /^(-p|--package|--workspace|--all|--manifest-path)(=|$)/;
const MANIFEST = /(^|\/)Cargo\.toml$/;
const PASSED_ON = '--';

/** Rust 1.73 and newer. */
export const cargoKind: RunnerKind = {
  name: 'cargo',
  testFile: /(^|\/)(tests|src)\/.*\.rs$/,
  recognise(program, words) {
    const toolchain = words.filter((word, at) => at === 0 && word.startsWith('+'));
    const [verb, ...rest] = words.slice(toolchain.length);
    if (program !== 'cargo' || (verb !== 'test' && verb !== 't')) return undefined;
    return readCargoArguments(toolchain, rest);
  },
  isUsed: ({ files }) => files.some((file) => MANIFEST.test(file)),
  isConfigured: ({ files }) => files.some((file) => MANIFEST.test(file)),
  async create({ root, flags, files, environment }) {
    const [cargo] = await findPrograms('cargo', root);
    if (cargo === undefined) {
      throw new ExplainedError(
        'Rust is not installed, or the folder of cargo is not in PATH: install Rust (rustup) and open the editor anew.',
        'environment',
      );
    }
    const toolchain = flags.filter((flag) => flag.startsWith('+'));
    const own = flags.filter((flag) => !flag.startsWith('+'));
    return createCargoRunner({ cargo: [cargo, ...toolchain], flags: own, files, environment });
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

/** What stands before and behind `--`. */
function splitAtMark(words: readonly string[]): readonly [readonly string[], readonly string[]] {
  const at = words.indexOf(PASSED_ON);
  return at < 0 ? [words, []] : [words.slice(0, at), words.slice(at + 1)];
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
  const manifest = await manifestFlags(setup, root);
  const targets = await findCargoTargets(setup.cargo, root, manifest.filter(isPath));
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

/** A manifest that is not at the root, and all packages of a workspace, unless the user's command says which. */
async function manifestFlags({ flags }: CargoSetup, root: string): Promise<readonly string[]> {
  if (flags.some((flag) => CHOOSES_PACKAGE.test(flag))) return [];
  const own = await readProjectFile(root, 'Cargo.toml');
  if (own !== '') return /^\[workspace\]/m.test(own) ? ['--workspace'] : [];
  const all = (await listProjectFiles(root)).filter((file) => MANIFEST.test(file));
  const [highest] = all.sort((one, other) => one.split('/').length - other.split('/').length);
  return highest === undefined ? [] : [`--manifest-path=${highest}`];
}

function isPath(flag: string): boolean {
  return flag.startsWith('--manifest-path');
}

function withoutTargets(flags: readonly string[]): readonly string[] {
  return flags.filter(
    (flag, at) => !CHOOSES_TARGET.test(flag) && !NAMES_TARGET.test(flags[at - 1] ?? ''),
  );
}
