import type { SessionView } from '../sessions/repairSession';
import { isGoodEnd, outcomeText, progressText, sessionSummary } from '../sessions/sessionTexts';

/** Longer texts would push others out of the status bar. */
const MAX_CHARACTERS = 60;

/** The status bar's text (with an icon) and tooltip for a session. */
export function statusLine(view: SessionView): { readonly text: string; readonly tooltip: string } {
  const said = view.running ? progressText(view) : sessionSummary(view);
  const short = said.length > MAX_CHARACTERS ? `${said.slice(0, MAX_CHARACTERS - 1)}…` : said;
  return {
    text: `$(${iconOf(view)}) Fixpoint: ${short.replaceAll('$(', '$ (')}`,
    tooltip: outcomeText(view.state) ?? `${view.title}: ${view.problem ?? said}`,
  };
}

function iconOf({ running, pausedAt, state, problem }: SessionView): string {
  if (pausedAt !== undefined) return 'debug-pause';
  if (problem !== undefined) return 'warning';
  if (running) return 'sync~spin';
  if (state.outcome === undefined || state.outcome.kind === 'user') return 'circle-slash';
  if (state.outcome.kind === 'fixed-unproven') return 'unverified';
  return isGoodEnd(state.outcome.kind) ? 'pass' : 'error';
}
