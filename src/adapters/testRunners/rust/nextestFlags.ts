import {
  readArguments,
  type ArgumentRules,
  type RunnerArguments,
} from '../detection/runnerArguments';
import { PASSED_ON, splitAtMark } from './cargoCommand';

/** The user's own flags, by which of the commands know them. */
export interface NextestFlags {
  /** What is built: known to cargo, too, but for two names. */
  readonly build: readonly string[];
  /** Which tests are meant: known to `list` and `run`. */
  readonly choice: readonly string[];
  /** Known to `run` only. */
  readonly run: readonly string[];
  /** What stands behind `--`. */
  readonly behind: readonly string[];
  readonly manifest: string | undefined;
  readonly profile: string | undefined;
  readonly configFile: string | undefined;
}

/** cargo-nextest: one whole run of what lies in the tree, with our report and words that we read. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-p --package --exclude --test --bin --example --bench -F --features --build-jobs --cargo-profile --target --target-dir --manifest-path --config -Z --run-ignored --partition --platform-filter -E --filterset --filter-expr -j --test-threads --retries --flaky-result --max-fail --no-tests --stress-count --stress-duration --failure-output --success-output --status-level --final-status-level --show-progress --max-progress-running --message-format --message-format-version --cargo-message-format --color --debugger --tracer -R --rerun --archive-file --archive-format --extract-to --cargo-metadata --workspace-remap --binaries-metadata --target-dir-remap --build-dir-remap --config-file --user-config-file --tool-config-file -P --profile --skip'.split(
      ' ',
    ),
  ),
  dropped:
    /^(--no-run|--fail-fast|--ff|--no-fail-fast|--nff|--max-fail|--no-tests|--stress-(count|duration)|--(failure|success)-output|--(final-)?status-level|--show-progress|--hide-progress-bar|--max-progress-running|--no-output-indent|--message-format(-version)?|--cargo-(message-format|quiet|verbose)|--color|--no-pager|-v|--verbose|--timings|--unit-graph|--target-dir|--debugger|--tracer|-R|--rerun|--no-?capture|--archive-(file|format)|--extract-(to|overwrite)|--persist-extract-tempdir|--cargo-metadata|--binaries-metadata|--(workspace|target-dir|build-dir)-remap|--exact)$/,
};
const BUILD =
  /^(-p|--package|--workspace|--all|--exclude|--lib|--bins?|--tests?|--examples?|--bench|--benches|--all-targets|-F|--features|--all-features|--no-default-features|--build-jobs|-r|--release|--cargo-profile|--target|--manifest-path|--frozen|--locked|--offline|--ignore-rust-version|--config|-Z)(=|$)/;
const FILTER = /^(-E|--filterset|--filter-expr)(=|$)/;
const CHOICE =
  /^(--run-ignored|--partition|--platform-filter|--ignore-default-filter|--user-config-file|--tool-config-file|--override-version-check|-E|--filterset|--filter-expr)(=|$)/;
const PROFILE = /^(-P|--profile)(=|$)/;
const CONFIG_FILE = /^--config-file(=|$)/;

/** The words behind `nextest run` without what clashes with a reported run. */
export function readNextestArguments(words: readonly string[]): RunnerArguments {
  const [own, behind] = splitAtMark(words);
  const nextest = readArguments(own, RULES);
  const passed = readArguments(behind, RULES);
  const mark = passed.flags.length > 0 ? [PASSED_ON] : [];
  return {
    flags: [...nextest.flags, ...mark, ...passed.flags],
    files: [...nextest.files, ...passed.files],
  };
}

/** Tells the flags of a command apart. */
export function sortNextestFlags(flags: readonly string[]): NextestFlags {
  const [own, behind] = splitAtMark(flags);
  const all = withValues(own);
  const known = [BUILD, CHOICE, PROFILE, CONFIG_FILE];
  const of = (kind: RegExp): readonly string[] => all.filter(([flag]) => kind.test(flag)).flat();
  return {
    build: of(BUILD),
    choice: of(CHOICE),
    run: all.filter(([flag]) => !known.some((kind) => kind.test(flag))).flat(),
    behind,
    manifest: valueOf(of(/^--manifest-path(=|$)/)),
    profile: valueOf(of(PROFILE)),
    configFile: valueOf(of(CONFIG_FILE)),
  };
}

/** Flags without those that filter tests. */
export function withoutFilters(flags: readonly string[]): readonly string[] {
  return withValues(flags)
    .filter(([flag]) => !FILTER.test(flag))
    .flat();
}

/** Flags as `cargo test` names them. */
export function asCargoFlags(flags: readonly string[]): readonly string[] {
  return flags.map((flag) =>
    flag.replace(/^--build-jobs\b/, '--jobs').replace(/^--cargo-profile\b/, '--profile'),
  );
}

type FlagWords = readonly [string, ...string[]];

/** Each flag with its value. */
function withValues(flags: readonly string[]): readonly FlagWords[] {
  const all: FlagWords[] = [];
  for (let at = 0; at < flags.length; at++) {
    const flag = flags[at] ?? '';
    const value = RULES.valued.has(flag) ? flags[at + 1] : undefined;
    if (value !== undefined) at++;
    all.push(value === undefined ? [flag] : [flag, value]);
  }
  return all;
}

/** Of `--flag value` and `--flag=value`, the last one. */
function valueOf(words: readonly string[]): string | undefined {
  return words.at(-1)?.replace(/^-[\w-]+=/, '');
}
