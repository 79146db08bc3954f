import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { ReportFile } from '../report/reportFile';
import { runReported, type RunPlan } from '../report/reportedRun';
import { selectedFiles } from '../selection/selectedFiles';

/** How pytest is called in one workspace. */
export interface PytestSetup {
  /** Absolute path of an interpreter that has pytest. */
  readonly python: string;
  /** Folders below the workspace that the interpreter imports from, relative, such as `src` of an editable install. */
  readonly importFolders: readonly string[];
  /** Flags of the user's own command. */
  readonly flags: readonly string[];
  /** Files and folders of the user's own command, used when all tests are wanted. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
}

/** pytest behind the port; test ids are pytest's node ids, relative to the tree. */
export function createPytestRunner(setup: PytestSetup): TestRunner {
  return {
    name: 'pytest',
    run: (request, signal) =>
      runReported(
        { runner: 'pytest', request, plan: (report) => planRun(setup, request, report) },
        signal,
      ),
  };
}

async function planRun(
  setup: PytestSetup,
  { root, selection }: TestRunRequest,
  report: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const ids = selection.kind === 'tests' ? selection.tests.map(({ id }) => id) : undefined;
  const selectionFile = join(report.folder, 'selection.json');
  if (ids !== undefined) await writeFile(selectionFile, JSON.stringify(ids));
  return {
    command: [
      ...[setup.python, '-m', 'pytest', '-p', 'fixpoint_pytest', `--rootdir=${root}`],
      ...['-o', `cache_dir=${join(report.folder, 'cache')}`],
      ...['--color=no', '--continue-on-collection-errors'],
      ...setup.flags,
      ...(files ?? setup.files),
    ],
    environment: {
      ...setup.environment,
      PYTHONPATH: importPath(setup, root),
      PYTHONDONTWRITEBYTECODE: '1',
      FIXPOINT_REPORT_FILE: report.path,
      FIXPOINT_SELECTION_FILE: ids === undefined ? undefined : selectionFile,
    },
  };
}

/** What an editable install points to in the workspace is imported from the tree instead. */
function importPath(setup: PytestSetup, root: string): string {
  const inherited = process.env['PYTHONPATH'] ?? '';
  const own = setup.importFolders.map((folder) => join(root, folder));
  return [...own, setup.reportersFolder, inherited].filter((one) => one !== '').join(delimiter);
}
