/** Arguments of a runner, told apart. */
export interface RunnerArguments {
  readonly flags: readonly string[];
  readonly files: readonly string[];
  /** Flags of the Node that runs it, for a runner that is a script. */
  readonly nodeFlags?: readonly string[];
}

/** How a runner's arguments are read. */
export interface ArgumentRules {
  /** Flags that take the next word as their value. */
  readonly valued: ReadonlySet<string>;
  /**
   * Flags that clash with a single run that reports to us, and those that write snapshots anew: whatever came out would be
   * right. Left out, with their value.
   */
  readonly dropped: RegExp;
}

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
