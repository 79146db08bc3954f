import { posix } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import { folderOf, type DotnetProjects, type ProjectFile } from './dotnetProjects';
import { isBelow } from './dotnetSources';

/**
 * The solution or project to test, relative: the only test project that holds the files, else the one that the command
 * names, else the solution with most test projects, else the only test project. Throws an `ExplainedError` when there are
 * several projects and no solution.
 */
export function dotnetTarget(
  { solutions, tests }: DotnetProjects,
  named: string | undefined,
  files: readonly string[] = [],
): string | undefined {
  const owners = new Set(files.map((file) => ownerOf(file, tests)));
  const [owner] = owners;
  if (owners.size === 1 && owner !== undefined) return owner.path;
  if (named !== undefined) return named;
  const [solution] = [...solutions].sort(
    (one, two) => countIn(two, tests) - countIn(one, tests) || depth(one) - depth(two),
  );
  if (solution !== undefined) return solution.path;
  if (tests.length < 2) return tests[0]?.path;
  throw new ExplainedError(
    `There are ${tests.length} test projects and no solution that holds them: make one ("dotnet new sln", "dotnet sln add"), or name a project in the test command ("dotnet test ${tests[0]?.path ?? ''}").`,
    'configuration',
  );
}

/** The test project whose folder holds the file; of several the innermost. */
function ownerOf(file: string, tests: readonly ProjectFile[]): ProjectFile | undefined {
  const around = tests.filter((test) => isBelow(file, folderOf(test)));
  return around.sort((one, two) => folderOf(two).length - folderOf(one).length)[0];
}

function countIn({ text }: ProjectFile, tests: readonly ProjectFile[]): number {
  return tests.filter(({ path }) => text.includes(posix.basename(path))).length;
}

function depth({ path }: ProjectFile): number {
  return path.split('/').length;
}
