import { UNPROVEN } from '../../core/session/outcome';
import { l10n } from '../host/l10n';
import type { SessionView } from '../sessions/repairSession';
import { outcomeText } from '../sessions/sessionTexts';
import { verdictMarks } from '../sessions/verdictText';
import { escapeMarkdown } from './escapeMarkdown';
import { sessionResult } from './sessionResult';

/** How a session ended, as Markdown for the chat: the sentence, the three marks, and what stays red. */
export function resultMarkdown(view: SessionView): string {
  const { verdict, stillRed, broken, revision } = sessionResult(view);
  const isJudged = verdict && verdict.total > 0;
  return [
    `**${escapeMarkdown(outcomeText(view.state) ?? stoppedText())}**`,
    ...(isJudged
      ? [list(verdictMarks(verdict).map(({ state, text }) => SIGNS[state] + text))]
      : []),
    ...(view.state.outcome?.kind === 'fixed-unproven' ? [escapeMarkdown(UNPROVEN)] : []),
    ...named(l10n.t('Still red:'), stillRed),
    ...named(l10n.t('Broken by it:'), broken),
    ...(revision > 0
      ? [l10n.t('Your files change only where you accept the change, whole or hunk by hunk.')]
      : []),
  ].join('\n\n');
}

/** What is said of a repair that was stopped before it came to anything. */
export function stoppedText(): string {
  return l10n.t('The repair was stopped; no file was changed.');
}

function named(heading: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MAX_NAMES).map(escapeMarkdown);
  const left = names.length - shown.length;
  return [`${heading}\n${list(left > 0 ? [...shown, l10n.t('and {0} more', left)] : shown)}`];
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** More than this is for the Repairs view. */
const MAX_NAMES = 10;

const SIGNS = { good: '✓ ', bad: '✗ ', unknown: '? ' } as const;
