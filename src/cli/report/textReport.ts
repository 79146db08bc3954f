import { failureText } from '../../core/feedback/failureText';
import type { FileEdit } from '../../core/revisions/fileEdit';
import { redOf } from '../../core/selection/targets';
import type { Verdict } from '../../core/selection/verdict';
import { eventNote, stateName } from '../../core/session/eventNote';
import type { SessionEvent } from '../../core/session/events';
import { UNPROVEN, type Outcome } from '../../core/session/outcome';
import { emptySession, nextSession } from '../../core/session/sessionState';
import { strategyText } from '../../core/session/strategyText';
import type { TestReport } from '../../core/testReport';
import type { TestEdits } from '../testEdits';

/** Failures of one report that are shown in full; the rest is counted. */
const MAX_FAILURES = 5;

interface Telling {
  readonly verbose?: boolean;
  /** Given with the outcome. */
  readonly testEdits?: TestEdits;
}

/** A session event as plain lines for people; empty for events that say nothing new to them. */
export function eventText(
  event: SessionEvent,
  { verbose = false, testEdits }: Telling = {},
): string {
  switch (event.kind) {
    case 'session':
      return sessionText(event);
    case 'baseline':
      return baselineText(event);
    case 'budget':
      return verbose
        ? `  budget: ${String(event.granted)} of ${String(event.cap)} requests granted`
        : '';
    case 'action':
      return `\nIteration ${String(event.iteration)}: ${strategyText(event)} from ${stateName(event.parent)}`;
    case 'reply':
      return [`answer: ${tokensText(event.usage)}, ${seconds(event.durationMs)}`, eventNote(event)]
        .flatMap((line) => (line === undefined ? [] : [`  ${line}`]))
        .join('\n');
    case 'patch':
      return patchText(event.revision);
    case 'guard':
      return `  not applied: ${event.message}`;
    case 'eval':
      return [verdictText(event.verdict), ...doubtLines(event.verdict)]
        .map((line) => `  ${line}`)
        .join('\n');
    case 'human':
      return `  ${eventNote(event) ?? 'Stopped by you'}`;
    case 'check':
      return checkText(event);
    case 'outcome':
      return outcomeText(event.outcome, testEdits);
    case 'progress':
    case 'prompt':
    case 'turn':
    case 'feedback':
      return '';
    case 'friction':
    case 'refresh':
    case 'lock':
    case 'minimise':
    case 'critique':
    case 'reviewer-off':
    case 'select':
    case 'ask':
      return noteText(event);
  }
}

/** What a session that is gone on with had come to. */
export function continuationText(past: readonly SessionEvent[]): string {
  const { revisions } = past.reduce(nextSession, emptySession);
  const count = `${String(revisions.length)} ${revisions.length === 1 ? 'revision' : 'revisions'}`;
  return `Going on with the session that was cut off after ${count}`;
}

/** A whole test report for people. */
export function reportText(report: TestReport): string {
  const counts = new Map<string, number>();
  for (const { status } of report.tests) counts.set(status, (counts.get(status) ?? 0) + 1);
  const summary = [...counts].map(([status, count]) => `${String(count)} ${status}`);
  const head = `${report.runner}: ${report.verdict}${summary.length > 0 ? ` (${summary.join(', ')})` : ''}`;
  const explanation = report.explanation === undefined ? [] : [report.explanation];
  return [...failuresText(report), head, ...explanation].join('\n');
}

/** The three marks of a verdict in one line. */
export function verdictText({
  fixed,
  total,
  regressions,
  testsWeakened,
  wholeSuite,
  unproven,
}: Verdict): string {
  const mark = (good: boolean): string => (good ? '✓' : '✗');
  const broken =
    wholeSuite || regressions.length > 0
      ? `${mark(regressions.length === 0)} ${String(regressions.length)} broken`
      : '· rest not run';
  const weakened = `${mark(testsWeakened.length === 0)} ${String(testsWeakened.length)} weakened`;
  const proof = unproven === true ? '  · unproven' : '';
  return `${mark(fixed === total)} ${String(fixed)}/${String(total)} fixed  ${broken}  ${weakened}${proof}`;
}

function sessionText({
  runner,
  model,
  feedbackModel,
}: Extract<SessionEvent, { kind: 'session' }>): string {
  const helper = feedbackModel === undefined ? '' : `, helped by ${feedbackModel}`;
  return `Fixpoint with ${runner} and ${model === 'built-in' ? 'the built-in engine' : model}${helper}`;
}

function noteText(event: SessionEvent): string {
  const note = eventNote(event);
  return note === undefined ? '' : `  ${note}`;
}

/** What decides has to be read by whoever trusts it. */
function checkText(event: Extract<SessionEvent, { kind: 'check' }>): string {
  const code = event.valid ? event.text.trimEnd().split('\n') : [];
  return [noteText(event), ...code.map((line) => `  | ${line}`)].join('\n');
}

function baselineText({
  report,
  targets,
  flaky,
}: Extract<SessionEvent, { kind: 'baseline' }>): string {
  const ran = `Baseline: ${String(report.tests.length)} tests, ${String(targets.length)} to fix (${seconds(report.durationMs)})`;
  const shaky = flaky.map((id) => `  fails now and then, so it does not count: ${id}`);
  const wanted = new Set(targets);
  return [ran, ...failuresText(report, wanted), ...shaky].join('\n');
}

function failuresText(report: TestReport, wanted?: ReadonlySet<string>): readonly string[] {
  const red = redOf(report).filter(({ id }) => wanted === undefined || wanted.has(id));
  const shown = red
    .slice(0, MAX_FAILURES)
    .map((target) => `  ✗ ${failureText(target).replaceAll('\n', '\n    ')}`);
  const more = red.length - shown.length;
  return more > 0 ? [...shown, `  and ${String(more)} more`] : shown;
}

function patchText({
  number,
  files,
  testFiles = [],
  explanation,
}: Extract<SessionEvent, { kind: 'patch' }>['revision']): string {
  const list = (edits: readonly FileEdit[]): string => edits.map(({ path }) => path).join(', ');
  const apart = testFiles.length > 0 ? `\n  edits of tests besides: ${list(testFiles)}` : '';
  const why = explanation === '' ? '' : `\n  ${explanation.replaceAll('\n', '\n  ')}`;
  return `Revision ${String(number)}: ${list(files)}${apart}${why}`;
}

function outcomeText(
  { kind, message, verdict, patch, usage, time }: Outcome,
  testEdits: TestEdits | undefined,
): string {
  const cost =
    usage.requests === 0 ? 'no model' : `${String(usage.requests)} requests, ${tokensText(usage)}`;
  const spent = `${cost}; ${seconds(time.totalMs)}, of which tests ${seconds(time.testMs)} and model ${seconds(time.modelMs)}`;
  return [
    '',
    message,
    ...(kind === 'fixed-unproven' ? [UNPROVEN] : []),
    ...warningLines(verdict),
    spent,
    ...(patch === '' ? [] : ['', patch.trimEnd()]),
    ...testEditLines(testEdits),
  ].join('\n');
}

/** Why a revision whose tests all pass is not to be taken unread. */
function warningLines(verdict: Verdict): readonly string[] {
  const { fixed, total, regressions, testsWeakened } = verdict;
  const isGreen = fixed === total && regressions.length === 0;
  if (!isGreen || testsWeakened.length === 0) return [];
  return [...doubtLines(verdict), 'Read the patch before you take it.'];
}

function doubtLines({ testsWeakened }: Verdict): readonly string[] {
  return testsWeakened.map((doubt) => `  ! ${doubt}`);
}

function testEditLines(testEdits: TestEdits | undefined): readonly string[] {
  if (testEdits === undefined || testEdits.patch === '') return [];
  const warnings = testEdits.warnings.map((warning) => `  ! ${warning}`);
  return [
    '',
    `Proposed edits of tests (not judged${testEdits.areApart ? ', not applied' : ''}):`,
    ...warnings,
    '',
    testEdits.patch.trimEnd(),
  ];
}

function tokensText({
  inputTokens,
  outputTokens,
}: {
  readonly inputTokens: number;
  readonly outputTokens: number;
}): string {
  return `${String(inputTokens)} tokens in, ${String(outputTokens)} out`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
