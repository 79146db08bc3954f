import {
  readArguments,
  type ArgumentRules,
  type RunnerArguments,
} from '../detection/runnerArguments';

/**
 * The arguments of a package's program, called by its name or as `node [flags] node_modules/…/name`; undefined when
 * something else is called.
 */
export function packageArguments(
  name: string,
  [program, words]: readonly [program: string, words: readonly string[]],
  rules: ArgumentRules,
): RunnerArguments | undefined {
  if (program === name) return readArguments(words, rules);
  if (program !== 'node') return undefined;
  const script = new RegExp(`(^|[\\\\/])node_modules[\\\\/](.*[\\\\/])?${name}(\\.[cm]?js)?$`);
  const at = words.findIndex((word) => script.test(word));
  if (at < 0) return undefined;
  return { ...readArguments(words.slice(at + 1), rules), nodeFlags: words.slice(0, at) };
}
