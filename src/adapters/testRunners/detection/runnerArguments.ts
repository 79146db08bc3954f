/** Arguments of a runner, told apart. */
export interface RunnerArguments {
  readonly flags: readonly string[];
  readonly files: readonly string[];
}

/** How a runner's arguments are read. */
export interface ArgumentRules {
  /** Flags that take the next word as their value. */
  readonly valued: ReadonlySet<string>;
  /** Flags that clash with a single run that reports to us; left out, with their value. */
  readonly dropped: RegExp;
}

/** `node --test`: everything that is not about watching or reporting is kept. */
export const NODE_RULES: ArgumentRules = {
  valued: new Set(
    '-r --require --import --loader --experimental-loader -C --conditions --env-file --test-concurrency --test-timeout --test-name-pattern --test-skip-pattern --test-reporter --test-reporter-destination --test-isolation --test-shard --watch-path'.split(
      ' ',
    ),
  ),
  dropped: /^--(test|watch|watch-path|test-reporter|test-reporter-destination)$/,
};

/** vitest: a single run is asked for by us. */
export const VITEST_RULES: ArgumentRules = {
  valued: new Set(
    '-c --config -r --root --dir --project -t --testNamePattern --environment --pool --mode --reporter --outputFile --maxWorkers --minWorkers --testTimeout --hookTimeout --teardownTimeout --retry --bail --exclude --shard --changed --maxConcurrency'.split(
      ' ',
    ),
  ),
  dropped: /^(-w|--watch|--ui|--open|--reporter|--outputFile|--color|--no-color|--run|--api)$/,
};

/** pytest: a terminal's colours and debuggers are not for us. */
export const PYTEST_RULES: ArgumentRules = {
  valued: new Set(
    '-k -m -p -c -o -n -W -r --override-ini --maxfail --rootdir --confcutdir --ignore --ignore-glob --deselect --durations --tb --junitxml --junit-xml --basetemp --import-mode --cov-report --cov-config --dist --timeout --color --log-level'.split(
      ' ',
    ),
  ),
  dropped: /^(--color|--pdb|--trace|--rootdir|--junitxml|--junit-xml|--looponfail|-f)$/,
};

/** Flags and files of a runner's arguments, each in their order, without what clashes with a reported single run. */
export function readArguments(words: readonly string[], rules: ArgumentRules): RunnerArguments {
  const flags: string[] = [];
  const files: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      files.push(word);
      continue;
    }
    const value = words[at + 1];
    const takesNext = rules.valued.has(word) && value !== undefined;
    if (takesNext) at++;
    if (rules.dropped.test(word.replace(/=.*$/s, '')) || word === '--') continue;
    flags.push(...(takesNext ? [word, value] : [word]));
  }
  return { flags, files };
}
