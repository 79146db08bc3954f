import { stripVTControlCharacters } from 'node:util';
import type { TestRunRequest } from '../../../core/ports';
import type { Problem, RunVerdict, TestReport } from '../../../core/testReport';
import { runProcess, type ProcessResult } from '../../processes/runProcess';
import { collectFindings, type Findings } from './findings';
import { judgeRun } from './judgeRun';
import { openReportFile, type ReportFile } from './reportFile';
import type { RunnerEvent } from './runnerEvents';
import { showOutput } from './showOutput';
import { keepWholeOutput, type WholeOutput } from './wholeOutput';
import { openTreePaths, type TreePaths } from './treePaths';

/** How to start a runner so that it reports. */
export interface RunPlan {
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What has to be done first, such as a build; when one of these ends badly, the command is not run. */
  readonly before?: readonly (readonly string[])[];
  /** For a runner that does not report through our reporter alone: its events, read when everything has ended. */
  readonly read?: (run: EndedRun) => Promise<readonly RunnerEvent[]>;
  /** Whether a build comes first that prints nothing: then silence counts from the first output on. */
  readonly isSilentAtFirst?: boolean;
  /** What people are shown of an output that is made for programs. */
  readonly show?: (text: string) => string;
}

/** A run that has ended, for whoever reads its report. */
export interface EndedRun {
  /** Of the command, or of the step before it that ended badly. */
  readonly process: ProcessResult;
  /** Whether the command itself was run. */
  readonly isStarted: boolean;
  /** When the run began, in milliseconds of the system's clock: older reports are not its own. */
  readonly startedAt: number;
  /** What our reporter wrote, if there is one. */
  readonly reported: readonly RunnerEvent[];
  /** Everything that was printed, of all steps. */
  readonly stdout: string;
  readonly stderr: string;
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
    const { process, events } =
      plan === undefined ? NOTHING_TO_RUN : await execute(run, { plan, report, signal });
    signal.throwIfAborted();
    const paths = await openTreePaths(run.request.root);
    const isKept = run.keep ?? (() => true);
    const findings = await collectFindings(events.filter(isKept), paths);
    const haveOthersFailed = events.some((event) => isRedTest(event) && !isKept(event));
    return toReport(run, { plan, process, findings, paths, haveOthersFailed });
  } finally {
    await report.dispose();
  }
}

function isRedTest(event: RunnerEvent): boolean {
  return event.event === 'test' && event.status === 'failed';
}

interface ExecutedRun {
  readonly process: ProcessResult;
  readonly events: readonly RunnerEvent[];
}

const NOTHING_TO_RUN: ExecutedRun = {
  process: { exitCode: 0, output: '', durationMs: 0 },
  events: [{ event: 'start' }, { event: 'end' }],
};

interface StartInputs {
  readonly plan: RunPlan;
  readonly report: ReportFile;
  readonly signal: AbortSignal;
}

async function execute(run: ReportedRun, inputs: StartInputs): Promise<ExecutedRun> {
  const { plan, report } = inputs;
  if (plan.read === undefined) {
    const process = await runCommand(run, { ...inputs, command: plan.command });
    await report.read();
    return { process, events: report.events };
  }
  const startedAt = Date.now();
  const output = keepWholeOutput(report.folder);
  const ended = await runSteps(run, { ...inputs, output });
  const [stdout, stderr] = [await output.read('stdout'), await output.read('stderr')];
  await report.read();
  const events = await plan.read({ ...ended, startedAt, stdout, stderr, reported: report.events });
  return { process: ended.process, events };
}

/** The steps one after the other within the time of the whole; the result is the last one's, with the output of all. */
async function runSteps(
  run: ReportedRun,
  inputs: StartInputs & { readonly output: WholeOutput },
): Promise<Pick<EndedRun, 'process' | 'isStarted'>> {
  const { before = [], command } = inputs.plan;
  let process: ProcessResult = NOTHING_TO_RUN.process;
  for (const step of [...before, command]) {
    const { output, durationMs } = process;
    const next = await runCommand(run, { ...inputs, command: step, spentMs: durationMs });
    const sum = { output: output + next.output, durationMs: durationMs + next.durationMs };
    process = { ...next, ...sum };
    if (step === command) return { process, isStarted: true };
    if (next.exitCode !== 0 || next.stopped !== undefined) break;
  }
  return { process, isStarted: false };
}

interface CommandInputs extends StartInputs {
  readonly command: readonly string[];
  /** Already taken from the time limit. */
  readonly spentMs?: number;
  readonly output?: WholeOutput;
}

async function runCommand(run: ReportedRun, inputs: CommandInputs): Promise<ProcessResult> {
  const { plan, report, signal, command, spentMs = 0, output } = inputs;
  const { root, limits, onOutput } = run.request;
  const shown = showOutput((text) => onOutput?.(text), plan.show);
  const ended = await runProcess(
    {
      command,
      cwd: root,
      limits: { ...limits, timeoutMs: limits.timeoutMs - spentMs },
      isSilentAtFirst: plan.isSilentAtFirst === true,
      environment: {
        ...plan.environment,
        ...(hasReporter(plan) ? reporterVariables(run, report) : disguise(run, plan)),
      },
      onOutput: (text, stream) => {
        output?.add(text, stream);
        shown.add(text, stream);
      },
      readSign: () => report.read(),
    },
    signal,
  );
  shown.end();
  return ended;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** What our reporters need; they take it away before code of the project runs. */
function reporterVariables({ request }: ReportedRun, { keyFile }: ReportFile): Variables {
  return {
    FIXPOINT_REPORT_KEY_FILE: keyFile,
    FIXPOINT_DISGUISED: request.disguised === true ? '1' : undefined,
  };
}

/** Without a reporter that would do it, `CI` is toggled here. */
function disguise({ request }: ReportedRun, plan: RunPlan): Variables {
  if (request.disguised !== true) return {};
  return { CI: isOnCi({ ...process.env, ...plan.environment }) ? undefined : '1' };
}

/** Our reporters take these variables away before the code under test runs; it must not see them. */
function hasReporter({ read, environment }: RunPlan): boolean {
  return read === undefined || environment?.['FIXPOINT_REPORT_FILE'] !== undefined;
}

function isOnCi(environment: Variables): boolean {
  return (environment['CI'] ?? '') !== '';
}

interface RunResult {
  readonly plan: RunPlan | undefined;
  readonly process: ProcessResult;
  readonly findings: Findings;
  readonly paths: TreePaths;
  readonly haveOthersFailed: boolean;
}

function toReport(run: ReportedRun, result: RunResult): TestReport {
  const { runner, request } = run;
  const { plan, process, findings, paths, haveOthersFailed } = result;
  const { selection } = request;
  const judgement = judgeRun({ runner, process, findings, selection, haveOthersFailed });
  const cutOff = cutOffFiles(judgement.verdict, findings);
  return {
    runner,
    command: plan?.command ?? [],
    ...judgement,
    tests: findings.tests,
    loadErrors: [...findings.loadErrors, ...cutOff],
    outputTail: readableTail(paths.shorten(plan?.show?.(process.output) ?? process.output)),
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
