import {
  readArguments,
  type ArgumentRules,
  type RunnerArguments,
} from '../detection/runnerArguments';

/** `dotnet test`: reports, the place of the build and what is printed are ours; a build always comes first. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-c --configuration -f --framework -r --runtime -a --arch --os -s --settings -v --verbosity -l --logger -d --diag -o --output --filter --collect --test-adapter-path -e --environment --artifacts-path --results-directory --property --blame-crash-dump-type --blame-hang-timeout --blame-hang-dump-type --max-parallel-test-modules --minimum-expected-tests --maximum-failed-tests --config-file --report-trx-filename --report-xunit-trx-filename --filter-method --filter-class --filter-namespace --filter-trait --filter-query --treenode-filter'.split(
      ' ',
    ),
  ),
  dropped:
    /^(-l|--logger|-d|--diag|-o|--output|--collect|--coverage|--artifacts-path|--results-directory|--no-build|--no-restore|--no-dependencies|-t|--list-tests|-v|--verbosity|-q|--nologo|--no-logo|-tl|--tl|-bl|--blame.*|--report-.*|--no-ansi|--no-progress|-p:ArtifactsPath|--minimum-expected-tests)$/,
};
const MARK = '--';

/** The flags and the solution or project of the words behind `dotnet test`; what stands behind `--` is kept with it. */
export function readDotnetWords(words: readonly string[]): RunnerArguments {
  const { before, behind } = splitAtMark(words);
  // Their values are what other command lines name without them.
  const plain = before.filter((word) => !/^--(project|solution)$/.test(word));
  const { flags, files } = readArguments(plain, RULES);
  const passed = readArguments(behind, RULES);
  const values = [...passed.flags, ...passed.files];
  return { flags: [...flags, ...(values.length > 0 ? [MARK, ...values] : [])], files };
}

/** The parts of such flags: VSTest's filter, other flags, and what stands behind `--`. */
export function splitDotnetFlags(flags: readonly string[]): {
  readonly filter: string | undefined;
  readonly own: readonly string[];
  readonly passed: readonly string[];
} {
  const { before, behind } = splitAtMark(flags);
  const at = before.indexOf('--filter');
  return at < 0
    ? { filter: undefined, own: before, passed: behind }
    : { filter: before[at + 1], own: before.toSpliced(at, 2), passed: behind };
}

function splitAtMark(words: readonly string[]): {
  readonly before: readonly string[];
  readonly behind: readonly string[];
} {
  const at = words.indexOf(MARK);
  return at < 0
    ? { before: words, behind: [] }
    : { before: words.slice(0, at), behind: words.slice(at + 1) };
}
