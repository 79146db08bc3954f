import type { RevisionState, SessionState } from '../../core/session/sessionState';
import { l10n } from '../host/l10n';
import { verdictMarks } from '../sessions/verdictText';
import { quietMarkdown } from './quietMarkdown';

/** Most tests named in an answer; a fix of many tests is told by its number. */
const MAX_TESTS = 5;

/** Why a revision was made, as Markdown: the proposer's words, the tests it answers, and what it achieved. */
export function whyText(state: SessionState, { revision, verdict }: RevisionState): string {
  const marks = verdict
    ? verdictMarks(verdict).map((mark) => `${SIGNS[mark.state]} ${quietMarkdown(mark.text)}`)
    : [];
  return [
    quietMarkdown(reasonOf(revision.explanation)),
    ...testsText(state.targets),
    ...(marks.length === 0 ? [] : [marks.join(' · ')]),
  ].join('\n\n');
}

/** The proposer's words, or that there are none. */
export function reasonOf(explanation: string): string {
  const words = explanation.trim();
  return words === '' ? l10n.t('The proposer gave no reason.') : words;
}

function testsText(targets: readonly string[]): readonly string[] {
  if (targets.length === 0) return [];
  const shown = targets.slice(0, MAX_TESTS).map((name) => `- ${quietMarkdown(name)}`);
  const more = targets.length - shown.length;
  const rest = more > 0 ? [`- ${l10n.t('and {0} more', more)}`] : [];
  return [[l10n.t('Answers these failing tests:'), ...shown, ...rest].join('\n')];
}

const SIGNS = { good: '✓', bad: '✗', unknown: '?' } as const;
