import { clipText } from '../report/clipText';
import type { EndedRun } from '../report/reportedRun';
import type { RawTest, RunnerEvent } from '../report/runnerEvents';
import { dotnetBuildErrors } from './dotnetBuildErrors';
import { dotnetProblem } from './dotnetProblem';
import { simpleNames, type DotnetSources } from './dotnetSources';
import type { TrxReport, TrxResult } from './trx';

type Printed = Pick<EndedRun, 'stdout' | 'stderr'>;

const PASSED = /^(Passed|PassedButRunAborted|Warning|Completed)$/;
const SKIPPED = /^(NotExecuted|Inconclusive|Pending)$/;
const NOTHING = /^.*No test (?:matches the given testcase filter|is available in) .*$/gm;
/** VSTest's line at the beginning of each project's tests. */
const PROJECT_RUN = /^Test run for .*\.(?:dll|exe)\b.*$/gim;
const ABORTED =
  /(?:The active test run was aborted\. Reason: |Test Run Aborted with error |Test host process\b[^\n]*?\bcrashed\b).*/i;
const LAST_TEST = /^The test running when the crash occurred: *\n((?:[^\n]*\S[^\n]*\n)+)/im;
/** Of a runner, in place of tests that it could not run. */
const BROKEN = /Catastrophic failure|exception occurred while invoking executor/i;
/** Such as a version of .NET that is not there. */
const NOT_STARTED = /^Testhost process\b[^\n]*\bexited with error/i;

/** The events of an ended build and run, from the reports of its test projects. */
export function dotnetEvents(
  sources: DotnetSources,
  reports: readonly TrxReport[],
  printed: Printed,
): readonly RunnerEvent[] {
  const output = `${printed.stdout}\n${printed.stderr}`.replaceAll('\r\n', '\n');
  const errors = dotnetBuildErrors(output);
  const empty = [...output.matchAll(NOTHING)].length;
  const crash = crashOf(reports, output);
  const isWhole = areAllThere(reports, empty, output) && crash === undefined;
  return [
    ...(reports.length > 0 || empty > 0 ? [{ event: 'start' } as const] : []),
    ...errors,
    ...reports.flatMap(({ results }) => results.map((result) => resultEvent(sources, result))),
    ...(crash === undefined ? [] : [crashEvent(sources, crash, output)]),
    ...brokenEvents(reports),
    ...(isWhole ? [{ event: 'end' } as const] : []),
  ];
}

/** Each project that ran has a whole report, unless none of its tests was chosen. */
function areAllThere(reports: readonly TrxReport[], empty: number, output: string): boolean {
  const ran = [...output.matchAll(PROJECT_RUN)].length;
  return (
    reports.length + empty > 0 &&
    reports.length + empty >= ran &&
    reports.every(({ isComplete }) => isComplete)
  );
}

function resultEvent(sources: DotnetSources, result: TrxResult): RunnerEvent {
  const { className, outcome } = result;
  const isRed = !PASSED.test(outcome) && !SKIPPED.test(outcome);
  if (className === undefined && isRed) return strayEvent(result);
  return {
    event: 'test',
    ...identify(sources, result, className ?? ''),
    status: isRed ? 'failed' : SKIPPED.test(outcome) ? 'skipped' : 'passed',
    durationMs: result.durationMs,
    problems: isRed ? [dotnetProblem(result)] : [],
    ...(result.output !== '' && { output: clipText(result.output) }),
  };
}

/** What failed without being a test, such as the cleanup of a class. */
function strayEvent(result: TrxResult): RunnerEvent {
  const problem = dotnetProblem(result);
  const message =
    result.message === '' ? result.testName : `${result.testName}: ${problem.message}`;
  return { event: 'error', problem: { ...problem, kind: 'unhandled', message } };
}

/**
 * The id is the class, the method and what the framework writes behind it; where it shows other words, these come behind
 * a colon.
 */
function identify(sources: DotnetSources, result: TrxResult, className: string): RawTest {
  const without = (text: string): string =>
    text.startsWith(`${className}.`) ? text.slice(className.length + 1) : text;
  const shown = without(result.testName);
  const method = without(result.method).replace(/ ?[(<].*$/s, '') || shown;
  const isPlain = shown.startsWith(method) && /^$|^ ?[(<]/.test(shown.slice(method.length));
  const name = isPlain ? shown : `${method}: ${shown}`;
  const place = sources.placeOf(className, method);
  return {
    id: className === '' ? name : `${className}.${name}`,
    ...place,
    suite: simpleNames(className).filter((one) => one !== ''),
    name,
  };
}

function crashOf(reports: readonly TrxReport[], output: string): string | undefined {
  const told = reports.flatMap(({ runErrors }) => runErrors).find((text) => ABORTED.test(text));
  return told ?? ABORTED.exec(output)?.[0];
}

/** Blamed on the test that ran, where the output names it. */
function crashEvent(sources: DotnetSources, message: string, output: string): RunnerEvent {
  const names = (LAST_TEST.exec(output)?.[1] ?? '')
    .split('\n')
    .flatMap((line) => line.trim() || []);
  const files = names.flatMap((name) => {
    const [, className = '', method = ''] = /^(.*)\.([^.(]+)/.exec(name.replace(/\(.*$/, '')) ?? [];
    return sources.placeOf(className, method)?.file ?? [];
  });
  const [file, ...others] = new Set(files);
  const last = names.length === 0 ? '' : ` The test that ran: ${names.join(', ')}.`;
  return {
    event: 'error',
    ...(file !== undefined && { file, others }),
    problem: { kind: 'crash', message: clipText(message.trim() + last) },
  };
}

/** What keeps a project's tests from being run; each once. */
function brokenEvents(reports: readonly TrxReport[]): readonly RunnerEvent[] {
  const texts = new Set(reports.flatMap(({ runErrors }) => runErrors));
  return [...texts].flatMap((text) => {
    const kind = NOT_STARTED.test(text) ? 'load' : BROKEN.test(text) ? 'unhandled' : undefined;
    return kind ? [{ event: 'error', problem: { kind, message: clipText(text) } } as const] : [];
  });
}
