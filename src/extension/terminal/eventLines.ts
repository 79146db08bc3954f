import { eventNote } from '../../core/session/eventNote';
import type { SessionEvent } from '../../core/session/events';
import { UNPROVEN } from '../../core/session/outcome';
import { strategyText } from '../../core/session/strategyText';
import type { Verdict } from '../../core/selection/verdict';
import type { TestReport } from '../../core/testReport';
import { countOf, isFullyGreen, verdictMarks, type VerdictMark } from '../sessions/verdictText';
import { l10n } from '../host/l10n';

/** The lines that the terminal shows for an event, without line ends, with colours; none for what it does not tell. */
export function eventLines(event: SessionEvent): readonly string[] {
  switch (event.kind) {
    case 'session':
      return [dim(`${event.runner} · ${event.model}`)];
    case 'baseline':
      return baselineLines(event.report, event.targets.length, event.flaky.length);
    case 'action':
      return ['', bold(iterationText(event))];
    case 'patch':
      return [bold(nameOf(event.revision.number)) + dim(` · ${l10n.t('testing')}`)];
    case 'guard':
      return [yellow(l10n.t('Not applied: {0}', event.message))];
    case 'eval':
      return [`${nameOf(event.revision)}: ${marksLine(event.verdict)}`];
    case 'outcome':
      return [
        '',
        bold(event.outcome.message),
        ...(event.outcome.kind === 'fixed-unproven' ? [yellow(UNPROVEN)] : []),
      ];
    case 'check':
      return [dim(eventNote(event) ?? ''), ...(event.valid ? checkLines(event.text) : [])];
    case 'ask':
      return [bold(yellow(eventNote(event) ?? ''))];
    case 'friction':
    case 'refresh':
    case 'lock':
    case 'minimise':
    case 'critique':
    case 'reviewer-off':
    case 'select':
      return [dim(eventNote(event) ?? '')];
    case 'human':
      return [dim(eventNote(event) ?? 'Stopped by you')];
    case 'reply':
      return event.answeredBy === undefined ? [] : [yellow(eventNote(event) ?? '')];
    case 'budget':
    case 'progress':
    case 'prompt':
    case 'turn':
    case 'feedback':
      return [];
  }
}

function iterationText(event: Extract<SessionEvent, { kind: 'action' }>): string {
  const { iteration, parent } = event;
  return parent === 0
    ? l10n.t('Iteration {0} · {1} from the baseline', iteration, strategyText(event))
    : l10n.t('Iteration {0} · {1} from revision {2}', iteration, strategyText(event), parent);
}

/** What decides has to be read by whoever trusts it. */
function checkLines(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  │ ${line}`);
}

function baselineLines(report: TestReport, targets: number, flaky: number): readonly string[] {
  const failed = report.tests.filter((test) => test.status === 'failed').length;
  const loadErrors = report.loadErrors.length;
  const passed = report.tests.filter((test) => test.status === 'passed').length;
  return [
    [
      l10n.t('Before: {0} passed, {1} failed', passed, failed),
      ...(loadErrors > 0
        ? [countOf(loadErrors, l10n.t('1 load error'), l10n.t('{0} load errors', loadErrors))]
        : []),
      countOf(targets, l10n.t('1 target'), l10n.t('{0} targets', targets)),
      ...(flaky > 0 ? [l10n.t('{0} flaky', flaky)] : []),
    ].join(' · '),
    ...(report.explanation === undefined ? [] : [yellow(report.explanation)]),
  ];
}

function marksLine(verdict: Verdict): string {
  const line = verdictMarks(verdict)
    .map((mark) => COLOURS[mark.state](`${SIGNS[mark.state]} ${mark.text}`))
    .join('  ');
  const unproven = verdict.unproven === true ? `  ${yellow(l10n.t('unproven'))}` : '';
  return (isFullyGreen(verdict) ? bold(line) : line) + unproven;
}

function nameOf(revision: number): string {
  return revision === 0 ? l10n.t('Baseline') : l10n.t('Revision {0}', revision);
}

const SIGNS: Readonly<Record<VerdictMark['state'], string>> = { good: '✓', bad: '✗', unknown: '?' };

const COLOURS: Readonly<Record<VerdictMark['state'], (text: string) => string>> = {
  good: (text) => coloured(32, text),
  bad: (text) => coloured(31, text),
  unknown: yellow,
};

function yellow(text: string): string {
  return coloured(33, text);
}

function bold(text: string): string {
  return `\u001b[1m${text}\u001b[22m`;
}

function dim(text: string): string {
  return `\u001b[2m${text}\u001b[22m`;
}

function coloured(code: number, text: string): string {
  return `\u001b[${String(code)}m${text}\u001b[39m`;
}
