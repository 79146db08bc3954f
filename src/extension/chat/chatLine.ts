import { eventNote } from '../../core/session/eventNote';
import type { SessionEvent } from '../../core/session/events';
import { strategyText } from '../../core/session/strategyText';
import { l10n } from '../host/l10n';
import { countOf, verdictMarks } from '../sessions/verdictText';
import type { Verdict } from '../../core/selection/verdict';
import { escapeMarkdown } from './escapeMarkdown';

/** What the chat says at an event, as a line of Markdown; undefined for what only progress or the end tells. */
export function chatLine(event: SessionEvent): string | undefined {
  switch (event.kind) {
    case 'baseline':
      return beforeLine(event);
    case 'patch':
      return undefined;
    case 'eval':
      return l10n.t('**Revision {0}**: {1}', event.revision, marksLine(event.verdict));
    case 'guard':
      return l10n.t('Not applied: {0}', escapeMarkdown(event.message));
    case 'action':
      return l10n.t('Iteration {0}: {1}', event.iteration, strategyText(event));
    case 'ask':
    case 'check':
    case 'refresh':
    case 'select':
      return escapeMarkdown(eventNote(event) ?? '');
    case 'session':
    case 'outcome':
    case 'friction':
    case 'lock':
    case 'minimise':
    case 'critique':
    case 'reviewer-off':
    case 'budget':
    case 'progress':
    case 'prompt':
    case 'reply':
    case 'turn':
    case 'feedback':
    case 'human':
      return undefined;
  }
}

/** The three marks of a verdict in one line. */
export function marksLine(verdict: Verdict): string {
  return verdictMarks(verdict)
    .map(({ state, text }) => `${SIGNS[state]} ${text}`)
    .join(' · ');
}

function beforeLine({
  report,
  targets,
}: Extract<SessionEvent, { readonly kind: 'baseline' }>): string {
  const passed = report.tests.filter(({ status }) => status === 'passed').length;
  const wanted = countOf(
    targets.length,
    l10n.t('1 target to fix'),
    l10n.t('{0} targets to fix', targets.length),
  );
  return l10n.t('**Before**: {0} passed, {1}', passed, wanted);
}

const SIGNS = { good: '✓', bad: '✗', unknown: '?' } as const;
