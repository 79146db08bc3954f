import type { Problem, TestReport } from '../../../core/testReport';

/** A package's report with ids and paths as the workspace sees them; the root's own is as it is. */
export function inPackage(folder: string, report: TestReport): TestReport {
  if (folder === '') return report;
  const inFolder = (path: string): string => `${folder}/${path}`;
  const placed = (problem: Problem): Problem => ({
    ...problem,
    frames: problem.frames.map((frame) => ({ ...frame, file: inFolder(frame.file) })),
    ...(problem.blocks && { blocks: problem.blocks.map(inFolder) }),
  });
  return {
    ...report,
    tests: report.tests.map((test) => ({
      ...test,
      id: inFolder(test.id),
      ...(test.file !== undefined && { file: inFolder(test.file) }),
      problems: test.problems.map(placed),
    })),
    loadErrors: report.loadErrors.map(placed),
    ...(report.explanation !== undefined && { explanation: `In ${folder}: ${report.explanation}` }),
  };
}

/** Of these folders the deepest that holds a path or an id of the workspace; the root, named by nothing, holds all. */
export function packageOf(path: string, folders: readonly string[]): string | undefined {
  return folders
    .filter((folder) => folder === '' || path.startsWith(`${folder}/`))
    .sort((one, other) => other.length - one.length)[0];
}

/** A path or an id of the workspace as the package that holds it sees it. */
export function withinPackage(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}
