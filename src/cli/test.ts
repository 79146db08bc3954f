import { stat } from 'node:fs/promises';
import path from 'node:path';
import { SANDBOX_MODES } from '../adapters/processes/sandbox';
import { detectTestRunner } from '../adapters/testRunners/detection/detectTestRunner';
import { secretValues } from '../adapters/processes/processEnvironment';
import { keepOutput } from '../adapters/testRunners/report/keepOutput';
import { SecretVault } from '../core/guards/secretVault';
import { isNamed } from '../core/selection/targets';
import { fileInName } from '../core/selection/testName';
import { DEFAULT_TEST_LIMITS } from '../core/session/testLimits';
import type { TestReport, TestSelection } from '../core/testReport';
import { assets } from './assets';
import { closedRunner } from './closedRunner';
import { EXIT, type ExitCode } from './exitCodes';
import { projectFolder } from './projectFolder';
import { lastOutputFile } from './projectJournals';
import { oneOf, positiveNumber, readArguments } from './readArguments';
import { recoverProject } from './recoverProject';
import { reportLine } from './report/jsonReport';
import type { Screen } from './report/sessionPrinter';
import { reportText } from './report/textReport';
import { UsageError } from './usageError';

const OPTIONS = {
  cwd: { type: 'string' },
  test: { type: 'string' },
  runner: { type: 'string' },
  sandbox: { type: 'string' },
  timeout: { type: 'string' },
  json: { type: 'boolean' },
  verbose: { type: 'boolean' },
} as const;

/** Runs a project's tests in place and reports them; resolves with the exit code, throws an `ExplainedError`. */
export async function test(
  args: readonly string[],
  screen: Screen,
  interrupt: AbortSignal,
): Promise<ExitCode> {
  const { values, positionals } = readArguments('test', args, OPTIONS);
  const root = await projectFolder(values.cwd ?? '.');
  await recoverProject(root);
  const seconds = positiveNumber('timeout', values.timeout);
  const outputFile = lastOutputFile(root);
  const found = await detectTestRunner({
    root,
    ...assets.reporters,
    ...(values.runner === undefined ? {} : { name: values.runner }),
    ...(values.test === undefined ? {} : { command: values.test }),
  });
  const vault = new SecretVault(secretValues(process.env));
  const mode = oneOf('sandbox', values.sandbox, SANDBOX_MODES) ?? 'off';
  const runner = keepOutput(await closedRunner(found, { root, mode }), outputFile, (lines) =>
    vault.hide(lines),
  );
  const limits =
    seconds === undefined
      ? DEFAULT_TEST_LIMITS
      : { timeoutMs: seconds * 1000, silenceMs: seconds * 1000 };
  const isJson = values.json === true;
  const onOutput = isJson
    ? {}
    : {
        onOutput: (text: string) => {
          screen.write(text);
        },
      };
  const run = (selection: TestSelection): Promise<TestReport> =>
    runner.run({ root, selection, limits, ...onOutput }, interrupt);
  const report = await run(await selectionFor({ root, run }, positionals));
  screen.write(`${isJson ? reportLine(report, outputFile) : reportText(report)}\n`);
  return exitCodeOfReport(report);
}

/**
 * The named files, or the tests that are named: as `file::name`, which takes a run of the file to find, or by a part of
 * their names, which takes a run of everything.
 */
async function selectionFor(
  {
    root,
    run,
  }: { readonly root: string; readonly run: (selection: TestSelection) => Promise<TestReport> },
  wanted: readonly string[],
): Promise<TestSelection> {
  if (wanted.length === 0) return { kind: 'all' };
  const named = await filesNamed(root, wanted);
  if (named) return named;
  const around = await filesNamed(
    root,
    wanted.map((name) => fileInName(name) ?? name),
  );
  const { tests } = await run(around ?? { kind: 'all' });
  const chosen = tests.filter((test) => isNamed(test, wanted));
  if (chosen.length > 0) return { kind: 'tests', tests: chosen };
  throw new UsageError(
    `No test file and no test is named ${wanted.map((name) => `"${name}"`).join(' or ')}.`,
  );
}

/** The selection of these files; undefined unless all of them exist. */
async function filesNamed(
  root: string,
  names: readonly string[],
): Promise<TestSelection | undefined> {
  const isFile = await Promise.all(names.map((name) => exists(path.join(root, name))));
  return isFile.every(Boolean) ? { kind: 'files', files: names.map(toWorkspacePath) } : undefined;
}

function toWorkspacePath(written: string): string {
  return path.normalize(written).replaceAll('\\', '/');
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

function exitCodeOfReport({ verdict }: TestReport): ExitCode {
  switch (verdict) {
    case 'passed':
      return EXIT.ok;
    case 'failed':
    case 'load-error':
    case 'timed-out':
    case 'killed':
      return EXIT.notFixed;
    case 'not-started':
    case 'no-tests':
    case 'unreadable':
      return EXIT.environment;
  }
}
