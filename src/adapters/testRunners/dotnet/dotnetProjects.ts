import { posix } from 'node:path';
import { listProjectFiles, readProjectFile } from '../detection/projectFiles';

/** Who runs the tests: VSTest; Microsoft.Testing.Platform behind VSTest's command line; it with its own (SDK 10). */
export type TestPlatform = 'vstest' | 'bridged' | 'platform';

/** A project or solution file. */
export interface ProjectFile {
  /** Relative with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What is to be known of a .NET workspace. */
export interface DotnetProjects {
  readonly solutions: readonly ProjectFile[];
  readonly tests: readonly ProjectFile[];
  readonly platform: TestPlatform;
}

/** Project files of C#, F# and Visual Basic. */
export const PROJECT = /\.(cs|fs|vb)proj$/i;
const SOLUTION = /\.slnx?$/i;
const SHARED = /(^|\/)(Directory\.(Build|Packages)\.(props|targets)|global\.json)$/i;
const TEST_PACKAGE =
  /"(Microsoft\.NET\.Test\.Sdk|xunit(\.v3)?(\.[\w.-]+)?|NUnit(3TestAdapter)?|MSTest(\.[\w.]+)?|TUnit(\.[\w.]+)?)"|Sdk="MSTest\.Sdk|<IsTestProject>\s*true/i;
const TEST_NAME = /tests?\.(cs|fs|vb)proj$/i;
const OWN_COMMAND_LINE = /"runner"\s*:\s*"Microsoft\.Testing\.Platform"/i;
const BRIDGED = /<TestingPlatformDotnetTestSupport>\s*true/i;

/** Whether a project file is one of tests; what it has from a shared file is guessed by its name. */
export function isTestProject({ path, text }: ProjectFile): boolean {
  return TEST_PACKAGE.test(text) || TEST_NAME.test(path);
}

/** Looks at the project, solution and shared files below the root. */
export async function readDotnetProjects(root: string): Promise<DotnetProjects> {
  const paths = (await listProjectFiles(root)).filter((path) =>
    [PROJECT, SOLUTION, SHARED].some((kind) => kind.test(path)),
  );
  const files = await Promise.all(
    paths.map(async (path) => ({ path, text: await readProjectFile(root, path) })),
  );
  const projects = files.filter(({ path }) => PROJECT.test(path));
  return {
    solutions: files.filter(({ path }) => SOLUTION.test(path)),
    tests: projects.filter((file) => isTestProject(file)),
    platform: platformOf(files),
  };
}

/** The folder of a file, relative; `.` for the root. */
export function folderOf({ path }: ProjectFile): string {
  return posix.dirname(path);
}

function platformOf(files: readonly ProjectFile[]): TestPlatform {
  const isGlobal = ({ path }: ProjectFile): boolean => posix.basename(path) === 'global.json';
  if (files.some((file) => isGlobal(file) && OWN_COMMAND_LINE.test(file.text))) return 'platform';
  return files.some(({ text }) => BRIDGED.test(text)) ? 'bridged' : 'vstest';
}
