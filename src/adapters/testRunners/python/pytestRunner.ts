import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { Project } from '../detection/project';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind } from '../detection/runnerKind';
import { moduleArguments } from './moduleArguments';
import { pytestCommand, type PytestSetup } from './pytestCommand';
import { findPython } from './pythonProgram';
import { PYTHON_TEST } from './pythonTests';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { selectedFiles } from '../selection/selectedFiles';
import { warmPython } from './warmPython';

/** pytest: a terminal's colours and debuggers are not for us. */
const RULES: ArgumentRules = {
  valued: new Set(
    '-k -m -p -c -o -n -W -r --override-ini --maxfail --rootdir --confcutdir --ignore --ignore-glob --deselect --durations --tb --junitxml --junit-xml --basetemp --import-mode --cov-report --cov-config --dist --timeout --color --log-level'.split(
      ' ',
    ),
  ),
  dropped:
    /^(--snapshot-update|--force-regen|--inline-snapshot|--color|--pdb|--trace|--rootdir|--junitxml|--junit-xml|--looponfail|-f)$/,
};

const CONFTEST = /(^|\/)conftest\.py$/;

/** pytest 7 and newer. */
export const pytestKind: RunnerKind = {
  name: 'pytest',
  testFile: PYTHON_TEST,
  recognise(program, words) {
    if (program === 'pytest' || program === 'py.test') return readArguments(words, RULES);
    const module = moduleArguments(program, words, 'pytest');
    return module && readArguments(module, RULES);
  },
  isUsed: (project) =>
    project.files.some((file) => PYTHON_TEST.test(file) || CONFTEST.test(file)) ||
    isConfigured(project),
  isConfigured,
  async create({ root, ...setup }) {
    const { path, importFolders } = await findPython(root, 'pytest');
    return createPytestRunner({ ...setup, python: path, importFolders });
  },
};

async function isConfigured({ read }: Project): Promise<boolean> {
  const files = ['pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg'];
  const [own, project, tox, setup] = await Promise.all(files.map(read));
  return (
    /^\[pytest\]/m.test(`${own ?? ''}\n${tox ?? ''}`) ||
    /^\[tool\.pytest/m.test(project ?? '') ||
    /^\[tool:pytest\]/m.test(setup ?? '')
  );
}

/** pytest behind the port; test ids are pytest's node ids, relative to the tree. */
function createPytestRunner(setup: PytestSetup): TestRunner {
  const runner = reportedRunner({
    name: 'pytest',
    plan: (request, report) => planRun(setup, request, report),
  });
  const warmUp: TestRunner['warmUp'] = (request, signal) => {
    const call = { root: request.root, plugin: 'fixpoint_warm_pytest' };
    return warmPython((own) => pytestCommand(setup, { ...call, ...own }), request, signal);
  };
  return { ...runner, warmUp };
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
  const call = { root, plugin: 'fixpoint_pytest', folder: report.folder, files };
  const { command, environment } = pytestCommand(setup, call);
  return {
    command,
    environment: {
      ...environment,
      FIXPOINT_REPORT_FILE: report.path,
      FIXPOINT_SELECTION_FILE: ids === undefined ? undefined : selectionFile,
    },
  };
}
