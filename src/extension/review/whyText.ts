import type { RevisionState, SessionState } from '../../core/session/sessionState';
import { verdictMarks } from '../sessions/verdictText';

/** Most tests named in an answer; a fix of many tests is told by its number. */
const MAX_TESTS = 5;

/** Why a revision was made: the proposer's words, the tests it answers, and what it achieved. */
export function whyText(state: SessionState, { revision, verdict }: RevisionState): string {
  const shown = state.targets.slice(0, MAX_TESTS);
  const more = state.targets.length - shown.length;
  const tests = shown.join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
  return [
    revision.explanation.trim() === ''
      ? 'The proposer gave no reason.'
      : revision.explanation.trim(),
    ...(tests === '' ? [] : [`Answers: ${tests}`]),
    ...(verdict
      ? [
          `Revision ${String(revision.number)}: ${verdictMarks(verdict)
            .map((mark) => mark.text)
            .join(' · ')}`,
        ]
      : []),
  ].join('\n\n');
}
