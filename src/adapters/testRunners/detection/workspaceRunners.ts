import { join } from 'node:path';
import { chooseRunner, type ChosenRunner } from './chooseRunner';
import { isProject, packageFolders } from './packageFolders';
import { openProject, type Project } from './project';
import { runnerKind } from './runnerKinds';

/** A folder of a workspace that is tested by itself. */
export interface TestedFolder {
  /** Relative to the workspace, with `/`; empty for the workspace itself. */
  readonly folder: string;
  readonly runner: ChosenRunner;
}

/**
 * The folders of a workspace that are tested, each with its own runner. A root that is a project comes with its packages
 * in other languages or of other runners; when it names no runner and all tests lie in its packages, these are tested
 * instead, because each has a configuration of its own.
 */
export async function workspaceRunners(root: string): Promise<readonly TestedFolder[]> {
  const project = await openProject(root);
  const packages = await testedPackages(project);
  if (!isProject(project.files) && packages.length > 0) return packages;
  const runner = await chooseRunner(project);
  if (runner === undefined) return packages;
  if (!runner.isNamed && areAllInside(project, runner, packages)) return packages;
  const others = packages.filter((one) => one.runner.runner !== runner.runner);
  return [{ folder: '', runner }, ...others];
}

async function testedPackages({ root, files }: Project): Promise<readonly TestedFolder[]> {
  const tested: TestedFolder[] = [];
  for (const folder of packageFolders(files)) {
    const runner = await chooseRunner(await openProject(join(root, folder)));
    if (runner) tested.push({ folder, runner });
  }
  return tested;
}

/** Whether packages use this runner, too, and each file that may be a test of it lies in a package. */
function areAllInside(
  { files }: Project,
  { runner }: ChosenRunner,
  packages: readonly TestedFolder[],
): boolean {
  const tests = files.filter((file) => runnerKind(runner)?.testFile.test(file));
  return (
    packages.some((one) => one.runner.runner === runner) &&
    tests.every((file) => packages.some(({ folder }) => file.startsWith(`${folder}/`)))
  );
}
