import type { RevisionState, SessionState } from '../../core/session/sessionState';
import { verdictMarks } from '../sessions/verdictText';
import { l10n } from '../host/l10n';

/** Most tests named in an answer; a fix of many tests is told by its number. */
const MAX_TESTS = 5;

/** Why a revision was made: the proposer's words, the tests it answers, and what it achieved. */
export function whyText(state: SessionState, { revision, verdict }: RevisionState): string {
  const shown = state.targets.slice(0, MAX_TESTS);
  const more = state.targets.length - shown.length;
  const tests = shown.join(', ');
  const answers =
    more > 0 ? l10n.t('Answers: {0} and {1} more', tests, more) : l10n.t('Answers: {0}', tests);
  return [
    revision.explanation.trim() === ''
      ? l10n.t('The proposer gave no reason.')
      : revision.explanation.trim(),
    ...(tests === '' ? [] : [answers]),
    ...(verdict
      ? [
          l10n.t(
            'Revision {0}: {1}',
            revision.number,
            verdictMarks(verdict)
              .map((mark) => mark.text)
              .join(' · '),
          ),
        ]
      : []),
  ].join('\n\n');
}
