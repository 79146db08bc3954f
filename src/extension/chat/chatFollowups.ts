import { l10n } from '../host/l10n';

/** What of an answer the next questions depend on. */
export interface ChatMetadata {
  /** The outcome, or `problem` or `review`. */
  readonly ending: string;
  /** The best revision; 0 when there is none. */
  readonly revision: number;
  readonly prompt: string;
}

/** A question that the chat offers next. */
export interface Followup {
  readonly prompt: string;
  readonly label: string;
  readonly command: string;
}

/** What one may want after an answer, from the metadata that it was given. */
export function chatFollowups(metadata: Readonly<Record<string, unknown>>): readonly Followup[] {
  const { ending, revision, prompt } = metadata;
  const words = typeof prompt === 'string' ? prompt.trim() : '';
  if (ending === 'review') return revision === 0 ? [fix()] : [];
  if (ending === 'already-green') return words === '' ? [] : [generate(words)];
  const again = NOTHING_RED.has(ending) || ending === 'problem' ? [] : [fix()];
  return typeof revision === 'number' && revision > 0 ? [review(), ...again] : again;
}

/** Outcomes that leave nothing to fix. */
const NOTHING_RED: ReadonlySet<unknown> = new Set(['fixed', 'fixed-unproven']);

function review(): Followup {
  return {
    command: 'review',
    prompt: l10n.t('Show the change'),
    label: l10n.t('Review the change'),
  };
}

/** Without words, because those of `/fix` name tests. */
function fix(): Followup {
  return { command: 'fix', prompt: '', label: l10n.t('Fix the failing tests') };
}

function generate(words: string): Followup {
  return { command: 'generate', prompt: words, label: l10n.t('Write this: {0}', words) };
}
