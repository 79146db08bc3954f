import { stripVTControlCharacters } from 'node:util';
import type { TestRunRequest } from '../../../core/ports';
import type { Problem, RunVerdict, TestReport } from '../../../core/testReport';
import { runProcess, type ProcessResult } from '../../processes/runProcess';
import { collectFindings, type Findings } from './findings';
import { judgeRun } from './judgeRun';
import { openReportFile, type ReportFile } from './reportFile';
import type { RunnerEvent } from './runnerEvents';
import { openTreePaths, type TreePaths } from './treePaths';

/** How to start a runner so that it reports into a file. */
export interface RunPlan {
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** A run of one runner. */
export interface ReportedRun {
  readonly runner: string;
  readonly request: TestRunRequest;
  /** The command for a report file; undefined when nothing of the selection exists. */
  readonly plan: (report: ReportFile) => Promise<RunPlan | undefined>;
  /** Leaves out events of tests that were not asked for. */
  readonly keep?: (event: RunnerEvent) => boolean;
}

/** Longest end of the output that a report carries, in UTF-16 units. */
const OUTPUT_TAIL_LENGTH = 16 * 1024;
/** Control characters other than tab and line feed. */
const CONTROL = /[^\P{Cc}\t\n]/gu;

/** Runs the tests and reads the report; rejects with the signal's reason when aborted. */
export async function runReported(run: ReportedRun, signal: AbortSignal): Promise<TestReport> {
  signal.throwIfAborted();
  const report = await openReportFile();
  try {
    const plan = await run.plan(report);
    const process =
      plan === undefined ? NOTHING_TO_RUN : await start(run, { plan, report, signal });
    signal.throwIfAborted();
    await report.read();
    const paths = await openTreePaths(run.request.root);
    const found = await collectFindings(report.events.filter(run.keep ?? (() => true)), paths);
    const findings = plan === undefined ? { ...found, started: true, ended: true } : found;
    return toReport(run, { command: plan?.command ?? [], process, findings, paths });
  } finally {
    await report.dispose();
  }
}

const NOTHING_TO_RUN: ProcessResult = { exitCode: 0, output: '', durationMs: 0 };

interface StartInputs {
  readonly plan: RunPlan;
  readonly report: ReportFile;
  readonly signal: AbortSignal;
}

function start(run: ReportedRun, { plan, report, signal }: StartInputs): Promise<ProcessResult> {
  const { root, limits, onOutput, disguised } = run.request;
  return runProcess(
    {
      command: plan.command,
      cwd: root,
      limits,
      environment: {
        ...plan.environment,
        FIXPOINT_REPORT_KEY_FILE: report.keyFile,
        FIXPOINT_DISGUISED: disguised === true ? '1' : undefined,
      },
      ...(onOutput !== undefined && { onOutput }),
      readSign: () => report.read(),
    },
    signal,
  );
}

interface RunResult {
  readonly command: readonly string[];
  readonly process: ProcessResult;
  readonly findings: Findings;
  readonly paths: TreePaths;
}

function toReport(run: ReportedRun, result: RunResult): TestReport {
  const { runner, request } = run;
  const { command, process, findings, paths } = result;
  const judgement = judgeRun({ runner, process, findings, selection: request.selection });
  const cutOff = cutOffFiles(judgement.verdict, findings);
  return {
    runner,
    command,
    ...judgement,
    tests: findings.tests,
    loadErrors: [...findings.loadErrors, ...cutOff],
    outputTail: readableTail(paths.shorten(process.output)),
    durationMs: process.durationMs,
  };
}

/** What was stopped or killed is red because of the files that did not end. */
function cutOffFiles(verdict: RunVerdict, findings: Findings): readonly Problem[] {
  if (verdict !== 'timed-out' && verdict !== 'killed') return [];
  const known = new Set(findings.loadErrors.flatMap(({ blocks }) => blocks ?? []));
  const last = findings.running.at(-1);
  const where = last === undefined ? '' : `, last in the test ${JSON.stringify(last)}`;
  return findings.openFiles
    .filter((file) => !known.has(file))
    .map((file) => ({
      kind: verdict === 'killed' ? 'crash' : 'timeout',
      message: `${file} did not end before the run was ${verdict === 'killed' ? 'killed' : 'stopped'}${where}.`,
      frames: [],
      blocks: [file],
    }));
}

function readableTail(output: string): string {
  const plain = stripVTControlCharacters(output).replaceAll('\r\n', '\n');
  return plain.replaceAll(CONTROL, '').slice(-OUTPUT_TAIL_LENGTH);
}
