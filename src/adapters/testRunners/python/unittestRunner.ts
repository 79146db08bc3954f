import { writeFile } from 'node:fs/promises';
import { join, matchesGlob, posix } from 'node:path';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { Project } from '../detection/project';
import { listProjectFiles } from '../detection/projectFiles';
import { readArguments, type ArgumentRules } from '../detection/runnerArguments';
import type { RunnerKind, RunnerSetup } from '../detection/runnerKind';
import type { ReportFile } from '../report/reportFile';
import type { RunPlan } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { selectedFiles } from '../selection/selectedFiles';
import { importPath } from './importPath';
import { moduleArguments } from './moduleArguments';
import { findPython, type PythonProgram } from './pythonProgram';
import { PYTHON_TEST } from './pythonTests';
import { warmPython } from './warmPython';

/** unittest: where and what to look for is kept; how it prints is ours. */
const RULES: ArgumentRules = {
  valued: new Set('-s --start-directory -t --top-level-directory -p --pattern -k'.split(' ')),
  dropped: /^(-v|--verbose|-q|--quiet|-b|--buffer|-c|--catch|-f|--failfast|--locals)$/,
};
const IMPORT = /^\s*(import unittest|from unittest)\b/m;
const OTHER_RUNNER = /^\s*(import pytest|from pytest)\b/m;

/** Python's own runner, for projects that use it and have no pytest. */
export const unittestKind: RunnerKind = {
  name: 'unittest',
  testFile: PYTHON_TEST,
  recognise(program, words) {
    const module = moduleArguments(program, words, 'unittest');
    if (module === undefined) return undefined;
    const { flags, files } = readArguments(module, RULES);
    return { flags, files: files.filter((word) => word !== 'discover') };
  },
  isUsed: async (project) => (await hasOnlyOwnTests(project)) && !(await hasPytest(project)),
  async create(setup) {
    return createUnittestRunner(setup, await findPython(setup.root, 'unittest'));
  },
};

async function hasOnlyOwnTests({ readSome }: Project): Promise<boolean> {
  const texts = await readSome(PYTHON_TEST);
  return texts.some((text) => IMPORT.test(text)) && !texts.some((text) => OTHER_RUNNER.test(text));
}

async function hasPytest({ root }: Project): Promise<boolean> {
  return findPython(root, 'pytest').then(
    () => true,
    () => false,
  );
}

function createUnittestRunner(setup: RunnerSetup, python: PythonProgram): TestRunner {
  const runner = reportedRunner({
    name: 'unittest',
    plan: (request, report) => planRun(setup, { python, request, report }),
  });
  const warmUp: TestRunner['warmUp'] = (request, signal) => {
    const start = moduleStart(setup, python, {
      root: request.root,
      module: 'fixpoint_warm_unittest',
    });
    return warmPython(() => start, request, signal);
  };
  return { ...runner, warmUp };
}

interface PlanInputs {
  readonly python: PythonProgram;
  readonly request: TestRunRequest;
  readonly report: ReportFile;
}

async function planRun(
  setup: RunnerSetup,
  { python, request: { root, selection }, report }: PlanInputs,
): Promise<RunPlan | undefined> {
  const files = (await selectedFiles(root, selection)) ?? (await ownFiles(root, setup));
  if (files.length === 0 && selection.kind !== 'all') return undefined;
  const tests = selection.kind === 'tests' ? selection.tests.map(({ id }) => id) : null;
  const selectionFile = join(report.folder, 'selection.json');
  await writeFile(selectionFile, JSON.stringify({ files, tests }));
  const { command, environment } = moduleStart(setup, python, {
    root,
    module: 'fixpoint_unittest',
  });
  const handed = { FIXPOINT_REPORT_FILE: report.path, FIXPOINT_SELECTION_FILE: selectionFile };
  return { command, environment: { ...environment, ...handed } };
}

/** How a module of ours is started in a tree; nothing is written to the tree. */
function moduleStart(
  { reportersFolder, environment }: RunnerSetup,
  python: PythonProgram,
  { root, module }: { readonly root: string; readonly module: string },
) {
  return {
    command: [python.path, '-m', module],
    environment: {
      ...environment,
      PYTHONPATH: importPath({ ...python, reportersFolder }, root),
      PYTHONDONTWRITEBYTECODE: '1',
    },
  };
}

const DEFAULT_PATTERN = 'test*.py';

/** The test files of the user's command: modules that it names, else those that discovery would look at. */
async function ownFiles(
  root: string,
  { flags, files }: Pick<RunnerSetup, 'flags' | 'files'>,
): Promise<readonly string[]> {
  const all = await listProjectFiles(root);
  if (files.length > 0) {
    const names = files.map((name) => name.replace(/\.py$/, '').replaceAll('.', '/'));
    return all.filter((file) => names.some((name) => file === `${name}.py`));
  }
  const start = posix.normalize(valueOf(flags, '-s', '--start-directory') ?? '.');
  const pattern = valueOf(flags, '-p', '--pattern') ?? DEFAULT_PATTERN;
  return all.filter(
    (file) =>
      (start === '.' || file.startsWith(`${start.replace(/\/$/, '')}/`)) &&
      matchesGlob(posix.basename(file), pattern),
  );
}

function valueOf(flags: readonly string[], ...names: readonly string[]): string | undefined {
  const at = flags.findIndex((flag) => names.includes(flag));
  return at < 0 ? undefined : flags[at + 1];
}
