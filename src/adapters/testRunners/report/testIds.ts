import type { RawTest } from './runnerEvents';
import type { TreePaths } from './treePaths';

/** Between a suite and what it holds, and between a test and its subtests. */
const IN_SUITE = ' > ';
const IN_TEST = ' >> ';

/**
 * Ids for tests whose runner has none: `file > suite > name`, with ` >> ` below a test that has subtests, and `#2`,
 * `#3` … when one name occurs more than once. `tests` are all tests of the run, in their order.
 */
export function testIds(tests: readonly RawTest[], paths: TreePaths): (test: RawTest) => string {
  const isTest = new Set(tests.map((test) => pathKey(test.file, [...test.suite, test.name])));
  const ids = new Map<RawTest, string>();
  const uses = new Map<string, number>();
  for (const test of tests) {
    const plain = test.id ?? plainId(test, isTest, paths);
    const use = (uses.get(plain) ?? 0) + 1;
    uses.set(plain, use);
    ids.set(test, use === 1 ? plain : `${plain} #${use}`);
  }
  return (test) => ids.get(test) ?? plainId(test, isTest, paths);
}

/**
 * The names down to the test that must be run so that the test with this id runs: the test's own, or those of the test
 * whose subtest it is.
 */
export function runnableNames(
  id: string,
  names: readonly string[],
  file: string,
): readonly string[] {
  let prefix = file;
  for (const [level, name] of names.entries()) {
    prefix += IN_SUITE + name;
    if (id.startsWith(prefix + IN_TEST)) return names.slice(0, level + 1);
  }
  return names;
}

function plainId(test: RawTest, isTest: ReadonlySet<string>, paths: TreePaths): string {
  const file = test.file === undefined ? '' : (paths.relative(test.file) ?? test.file);
  const names = [...test.suite, test.name];
  const separators = names.map((_, level) =>
    level > 0 && isTest.has(pathKey(test.file, names.slice(0, level))) ? IN_TEST : IN_SUITE,
  );
  return file + names.map((name, level) => (separators[level] ?? IN_SUITE) + name).join('');
}

function pathKey(file: string | undefined, names: readonly string[]): string {
  return JSON.stringify([file, ...names]);
}
