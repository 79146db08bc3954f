import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestSelection } from '../../../core/testReport';
import type { Project } from '../detection/project';
import type { RunnerKind, RunnerSetup } from '../detection/runnerKind';
import { buildFolder } from '../report/buildFolder';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { keepSelection } from '../selection/keepSelection';
import { selectedFiles } from '../selection/selectedFiles';
import { dotnetArguments, DOTNET_ENVIRONMENT, filterStyle, hasXunit3 } from './dotnetCommand';
import { dotnetEvents } from './dotnetEvents';
import { filterFlags, plainId, wantedTests } from './dotnetFilter';
import { findDotnet } from './dotnetProgram';
import { folderOf, isTestProject, PROJECT, readDotnetProjects } from './dotnetProjects';
import { openDotnetSources } from './dotnetSources';
import { dotnetTarget } from './dotnetTarget';
import { readDotnetWords, splitDotnetFlags } from './dotnetWords';
import { readTrx, type TrxReport } from './trx';

/** Source files with a name of tests, or in the folder of a test project. */
const TEST_FILE =
  /(^|\/)[^/]*Tests?\.(cs|fs|vb)$|(^|\/)([^/]+\.)?(Unit|Integration)?Tests?\/(?!(.*\/)?(bin|obj)\/).+\.(cs|fs|vb)$/;

/** dotnet test of SDK 8 and newer, with xunit, NUnit or MSTest. Built from its documentation: not run yet. */
export const dotnetKind: RunnerKind = {
  name: 'dotnet',
  testFile: TEST_FILE,
  recognise: (program, [verb, ...words]) =>
    program === 'dotnet' && verb === 'test' ? readDotnetWords(words) : undefined,
  isUsed: hasTestProject,
  isConfigured: hasTestProject,
  async create(setup) {
    return createDotnetRunner(setup, await findDotnet(setup.root));
  },
};

async function hasTestProject({ files, read }: Project): Promise<boolean> {
  for (const path of files.filter((file) => PROJECT.test(file))) {
    if (isTestProject({ path, text: await read(path) })) return true;
  }
  return false;
}

function createDotnetRunner(setup: RunnerSetup, program: string): TestRunner {
  return reportedRunner({
    name: 'dotnet',
    plan: (request, report) => planRun({ ...setup, program }, request, report),
    keep: (selection) => keepSelection(withPlainIds(selection)),
  });
}

async function planRun(
  setup: RunnerSetup & { readonly program: string },
  { root, selection }: TestRunRequest,
  { folder }: ReportFile,
): Promise<RunPlan | undefined> {
  const files = await selectedFiles(root, selection);
  if (files?.length === 0) return undefined;
  const projects = await readDotnetProjects(root);
  const sources = await openDotnetSources(root, projects.tests.map(folderOf));
  const { filter, own, passed } = splitDotnetFlags(setup.flags);
  const wanted = wantedTests(selection, (file) => sources.classesOf(file));
  const reports = join(folder, 'trx');
  const call = {
    platform: projects.platform,
    target: dotnetTarget(projects, setup.files[0], files),
    flags: own,
    passed,
    reports,
    build: await buildFolder(root),
    isXunit3: hasXunit3(projects),
    filter: filterFlags(filterStyle(projects), wanted, filter),
  };
  return {
    command: [setup.program, ...dotnetArguments(call)],
    environment: { ...DOTNET_ENVIRONMENT, ...setup.environment },
    read: async (run) => dotnetEvents(sources, await readReports(reports), run),
  };
}

/** One report of each test project, and of each framework that it is built for. */
async function readReports(folder: string): Promise<readonly TrxReport[]> {
  const paths = (await readdir(folder, { recursive: true }).catch(() => []))
    .filter((path) => path.endsWith('.trx'))
    .sort();
  return Promise.all(
    paths.map(async (path) => readTrx(await readFile(join(folder, path), 'utf8'))),
  );
}

/** Tests of one name that run for several frameworks have ids that differ only by a number. */
function withPlainIds(selection: TestSelection): TestSelection {
  if (selection.kind !== 'tests') return selection;
  return {
    ...selection,
    tests: selection.tests.map((test) => ({ ...test, id: plainId(test.id) })),
  };
}
