/** The name of a check between what test runners want before and after it. */
const NAME = 'fixpoint-check';

/** Where a check lies so that the runner finds it: beside the first test of the project, named like it; else at the root. */
export function checkPathFor(
  runner: string,
  testFiles: readonly string[],
  paths: ReadonlySet<string>,
): string {
  const [sibling] = testFiles;
  const folder = sibling?.includes('/') === true ? sibling.replace(/[^/]*$/, '') : '';
  return folder + (sibling === undefined ? nameFor(runner, paths) : nameLike(sibling));
}

function nameLike(sibling: string): string {
  const name = sibling.replace(/^.*\//, '');
  if (name.endsWith('.py')) {
    const own = NAME.replace('-', '_');
    return name.startsWith('test_') ? `test_${own}.py` : `${own}_test.py`;
  }
  const suffix = /(\.(?:test|spec)|[-_]test)?\.\w+$/.exec(name)?.[0];
  return `${NAME}${suffix ?? '.test.js'}`;
}

function nameFor(runner: string, paths: ReadonlySet<string>): string {
  if (runner === 'pytest') return `test_${NAME.replace('-', '_')}.py`;
  const isTyped = [...paths].some((path) => /\.[cm]?ts$/.test(path));
  return runner === 'vitest' && isTyped ? `${NAME}.test.ts` : `${NAME}.test.mjs`;
}
