import type { Problem, TestReport } from '../../../core/testReport';

/** A package's report with ids and paths as the workspace sees them. */
export function inPackage(folder: string, report: TestReport): TestReport {
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

/** A path or an id of the workspace as a package sees it; undefined when it lies elsewhere. */
export function ofPackage(folder: string, path: string): string | undefined {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
