import { estimateTokens } from '../../core/prompting/estimateTokens';
import { UNPROVEN, type Outcome } from '../../core/session/outcome';
import type { SessionView } from '../sessions/repairSession';
import { codeBlock } from './escapeMarkdown';
import { marksLine } from './chatLine';
import { sessionResult, type SessionResult } from './sessionResult';

/**
 * How a repair ended, as text for an agent: the outcome, the verdict, what stays red, and the best revision as a unified
 * diff, as far as `maxTokens` goes.
 */
export function toolResult(view: SessionView, maxTokens = Number.POSITIVE_INFINITY): string {
  const result = sessionResult(view);
  const { outcome } = view.state;
  const head = [
    ...outcomeLines(outcome),
    ...verdictLines(result),
    result.revision > 0 ? NOT_APPLIED : NOTHING,
  ].join('\n');
  const patch = outcome?.patch ?? '';
  if (patch === '') return head;
  const title = `Revision ${String(result.revision)} as a unified diff:`;
  const whole = `${head}\n\n${title}\n${codeBlock('diff', patch)}`;
  return estimateTokens(whole) <= maxTokens ? whole : `${head}\n\n${TOO_LONG}`;
}

function outcomeLines(outcome: Outcome | undefined): readonly string[] {
  if (!outcome) return ['Outcome: user. The repair was stopped.'];
  const { kind, message } = outcome;
  return [`Outcome: ${kind}. ${message}`, ...(kind === 'fixed-unproven' ? [UNPROVEN] : [])];
}

function verdictLines({ revision, verdict, stillRed, broken }: SessionResult): readonly string[] {
  if (!verdict || verdict.total === 0) return [];
  return [
    `Verdict of ${nameOf(revision)}: ${marksLine(verdict)}.`,
    ...listed('Still red', stillRed),
    ...listed('Broken by it', broken),
  ];
}

const NOT_APPLIED =
  'Nothing is applied: the files are unchanged. The developer reviews and accepts the change in the editor; do not apply it yourself unless the developer asks for that.';
const NOTHING = 'No file was changed, and there is nothing to accept.';
const TOO_LONG = 'The diff is too long to be shown here; the developer sees it in the review.';

function nameOf(revision: number): string {
  return revision === 0 ? 'the code as it was' : `revision ${String(revision)}`;
}

function listed(heading: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${heading}:`, ...names.map((name) => `- ${name}`)];
}
