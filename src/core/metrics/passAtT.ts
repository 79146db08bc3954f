import type { SessionEvent } from '../session/events';

/** One step of pass@t: with `tokens` spent on each session, `solved` sessions are solved, a `share` in [0, 1]. */
export interface PassStep {
  readonly tokens: number;
  readonly solved: number;
  readonly share: number;
}

/**
 * What a solved session is charged. `depth-first`: what was replied until then. `batch`: besides, the drafts drawn
 * later, as if all independent drafts were asked for at once before any is tested.
 */
export type PassAccounting = 'depth-first' | 'batch';

/**
 * The curve of pass@t over sessions: a step at each number of tokens at which a session becomes solved, ascending;
 * empty when none is. Input and output tokens are charged at each reply; a session is solved by its first revision of
 * value 1. Source: "Demystifying GPT Self-Repair for Code Generation" (2023).
 */
export function passCurve(
  sessions: readonly (readonly SessionEvent[])[],
  accounting: PassAccounting = 'depth-first',
): readonly PassStep[] {
  const totals = sessions
    .flatMap((events) => tokensUntilSolved(events, accounting) ?? [])
    .sort((a, b) => a - b);
  return [...new Set(totals)].map((tokens) => {
    const solved = totals.filter((total) => total <= tokens).length;
    return { tokens, solved, share: solved / sessions.length };
  });
}

function tokensUntilSolved(
  events: readonly SessionEvent[],
  accounting: PassAccounting,
): number | undefined {
  const solvedAt = events.findIndex((event) => event.kind === 'eval' && event.verdict.value === 1);
  if (solvedAt < 0) return undefined;
  let tokens = 0;
  let inDraft = false;
  for (const [at, event] of events.entries()) {
    if (event.kind === 'action') inDraft = event.action === 'draft';
    if (event.kind !== 'reply') continue;
    const isCharged = at < solvedAt || (accounting === 'batch' && inDraft);
    if (isCharged) tokens += event.usage.inputTokens + event.usage.outputTokens;
  }
  return tokens;
}
