import type { SessionEvent } from '../../core/session/events';
import type { Outcome } from '../../core/session/outcome';
import type { TestReport } from '../../core/testReport';
import type { TestEdits } from '../testEdits';

/** One session event as a line of JSON; the outcome in the flat form that scripts rely on, with the edits of tests. */
export function eventLine(event: SessionEvent, testEdits?: TestEdits): string {
  return JSON.stringify(event.kind === 'outcome' ? flatOutcome(event.outcome, testEdits) : event);
}

/** The result of `fixpoint test` as a line of JSON, with the path of the file that has the whole output. */
export function reportLine(report: TestReport, outputFile: string): string {
  const { runner, command, verdict, tests, loadErrors, explanation, durationMs } = report;
  return JSON.stringify({
    kind: 'report',
    runner,
    command,
    verdict,
    tests,
    loadErrors,
    explanation,
    durationMs,
    outputFile,
  });
}

/** An error that ended the program, as a line of JSON. */
export function errorLine(message: string, exitCode: number): string {
  return JSON.stringify({ kind: 'error', message, exitCode });
}

function flatOutcome(outcome: Outcome, testEdits: TestEdits | undefined): object {
  const { kind, message, verdict, patch, revision, revisions, usage, time } = outcome;
  return {
    kind: 'outcome',
    outcome: kind,
    unproven: kind === 'fixed-unproven',
    message,
    targets: { fixed: verdict.fixed, total: verdict.total },
    regressions: verdict.regressions,
    testsWeakened: verdict.testsWeakened,
    patch,
    testPatch: testEdits?.patch ?? '',
    revision,
    revisions,
    usage,
    time,
  };
}
