import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { TestRunner, TestRunRequest } from '../../../core/ports';
import type { TestSelection } from '../../../core/testReport';
import { listBuiltFiles, listProjectFiles } from '../detection/projectFiles';
import { splitCommandLine } from '../detection/splitCommandLine';
import { readJUnit } from '../report/junitXml';
import type { EndedRun } from '../report/reportedRun';
import { reportedRunner } from '../report/reportedRunner';
import { readTap } from '../report/tapEvents';
import type { RawResult, RunnerEvent } from '../report/runnerEvents';
import { junitEvents } from './junitEvents';
import { placesIn } from './placesIn';
import { fileThatAsserts, type ProjectTree } from './fileThatAsserts';

/** Its name where runners are named. */
export const CUSTOM = 'custom';

/**
 * Any command. Its result is read from the JUnit reports that it writes into the tree, or from the TAP that it prints; a
 * command without a report is itself the only test, which its exit code judges. What is selected can't be told to it:
 * all is run, and the rest left out.
 */
export function createCustomRunner(line: string): TestRunner {
  return reportedRunner({
    name: CUSTOM,
    plan: (request) =>
      Promise.resolve({
        command: splitCommandLine(line) ?? shellCommand(line),
        // Many commands watch or ask without it.
        environment: { CI: '1' },
        read: (run: EndedRun) => readRun(line, request, run),
      }),
    keep: keepNamed,
  });
}

/** For pipes, variables and several commands. */
function shellCommand(line: string): readonly string[] {
  return process.platform === 'win32'
    ? ['cmd.exe', '/d', '/s', '/c', line]
    : ['/bin/sh', '-c', line];
}

async function readRun(
  line: string,
  { root }: TestRunRequest,
  run: EndedRun,
): Promise<readonly RunnerEvent[]> {
  const files = await listProjectFiles(root);
  const reports = (await freshReports(root, run.startedAt)).map(readJUnit);
  const tests = reports.flatMap((report) => junitEvents(report, files));
  if (tests.length === 0 && TAP.test(run.stdout)) return readTap(run.stdout);
  const end = run.process.stopped === undefined && reports.every(({ isComplete }) => isComplete);
  return [
    { event: 'start' },
    ...(tests.length > 0 ? tests : [await commandAsTest(line, run, { root, files })]),
    ...(end ? [{ event: 'end' } as const] : []),
  ];
}

/** The version or the plan; a line that begins with `ok` may also be anybody's words. */
const TAP = /^(TAP version \d+|1\.\.\d+)\s*$/m;
const REPORT_NAME = /(^|[/_.-])(junit|tests?|results?|reports?)([/_.-].*)?\.xml$/i;
/** Enough to see whether a document is a report of JUnit's kind, in UTF-16 units. */
const HEAD_LENGTH = 2_000;

/** Texts of the reports that this run wrote; older ones tell of another run. */
async function freshReports(root: string, startedAt: number): Promise<readonly string[]> {
  const files = await listBuiltFiles(root);
  const paths = files.filter((file) => REPORT_NAME.test(file)).map((file) => join(root, file));
  const texts = await Promise.all(
    paths.map(async (path) => {
      if ((await stat(path)).mtimeMs < startedAt) return [];
      const text = await readFile(path, 'utf8');
      return /<testsuites?[\s>]/.test(text.slice(0, HEAD_LENGTH)) ? [text] : [];
    }),
  );
  return texts.flat();
}

async function commandAsTest(
  line: string,
  run: EndedRun,
  project: ProjectTree,
): Promise<RunnerEvent> {
  const { exitCode, durationMs } = run.process;
  const output = stripVTControlCharacters(run.process.output);
  const file = await fileThatAsserts([line, output], project);
  const result: RawResult = {
    id: line,
    ...(file !== undefined && { file }),
    suite: [],
    name: line,
    status: 'passed',
    durationMs,
    problems: [],
  };
  if (exitCode === 0) return { event: 'test', ...result };
  const message =
    tellingPart(output) || `The command ended with exit code ${exitCode ?? 'unknown'}.`;
  const problem = { kind: 'throw', message, frames: placesIn(output, project.files) } as const;
  return { event: 'test', ...result, status: 'failed', problems: [problem] };
}

/** Longest part of an output that tells what is wrong, in lines: compilers print the cause first, runners last. */
const FIRST_LINES = 12;
const LAST_LINES = 30;
const ERROR_LINE = /\b(error|exception|failed|failure|panic|traceback|assert)/i;

function tellingPart(output: string): string {
  const lines = output.trim().split('\n');
  const first = lines.findIndex((line) => ERROR_LINE.test(line));
  const tail = Math.max(0, lines.length - LAST_LINES);
  if (first < 0 || first >= tail) return lines.slice(Math.max(0, Math.min(first, tail))).join('\n');
  return [
    ...lines.slice(first, Math.min(first + FIRST_LINES, tail)),
    '…',
    ...lines.slice(tail),
  ].join('\n');
}

function keepNamed(selection: TestSelection): (event: RunnerEvent) => boolean {
  if (selection.kind !== 'tests') return () => true;
  // Ids are made of all results; so names tell which ones are meant.
  const wanted = new Set(selection.tests.map(({ suite, name }) => JSON.stringify([suite, name])));
  return (event) => event.event !== 'test' || wanted.has(JSON.stringify([event.suite, event.name]));
}
