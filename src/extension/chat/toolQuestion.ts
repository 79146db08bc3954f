import { l10n } from '../host/l10n';
import { codeSpan, escapeMarkdown } from './escapeMarkdown';
import type { ToolInput } from './toolInput';

/** What the developer is asked before an agent may start a repair, as Markdown that may also be shown as plain text. */
export function toolQuestion(
  { targets, instruction }: ToolInput,
  folder: string,
  whoProposes: string,
): string {
  return [
    l10n.t(
      'Fixpoint runs the tests of {0} in a private copy, and {1}. Nothing in your files changes until you accept it.',
      codeSpan(folder),
      whoProposes,
    ),
    ...(targets.length > 0 ? [l10n.t('Tests: {0}', targets.map(codeSpan).join(', '))] : []),
    ...(instruction !== undefined ? [l10n.t('Instruction: {0}', escapeMarkdown(instruction))] : []),
  ].join('\n\n');
}
