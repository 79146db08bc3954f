import { bestRevision, type SessionState } from '../../core/session/sessionState';
import type { OutcomeKind } from '../../core/session/outcome';
import type { SessionView } from './repairSession';
import { verdictText } from './verdictText';

/** What a session is doing, in a few words, for progress and status. */
export function progressText({ state, pausedAt, running, problem }: SessionView): string {
  if (pausedAt !== undefined) return pausedText(pausedAt);
  if (problem !== undefined) return 'ended by a problem';
  switch (state.phase) {
    case 'idle':
      return running ? 'looking at the workspace' : 'stopped';
    case 'baseline':
      return running ? 'running the tests as they are' : 'stopped';
    case 'asking':
      return running ? askingText(state) : 'stopped';
    case 'testing':
      return running ? `testing revision ${String(state.revisions.length)}` : 'stopped';
    case 'ended':
      return state.outcome ? outcomeTitle(state.outcome.kind) : 'ended';
  }
}

/** How a session ended, in a few words. */
export function outcomeTitle(kind: OutcomeKind): string {
  return OUTCOME_TITLES[kind];
}

/** Whether a session ended with nothing red. */
export function isGoodEnd(kind: OutcomeKind): boolean {
  return kind === 'fixed' || kind === 'fixed-unproven' || kind === 'already-green';
}

/** What a session does or how it ended, and after how many revisions, such as `fixed · 3 revisions`. */
export function sessionState(view: SessionView): string {
  const count = view.state.revisions.length;
  return progressText(view) + (count > 1 ? ` · ${String(count)} revisions` : '');
}

/** An ended session in one line, such as `fixed · 4/4 fixed · 0 broken`. */
export function sessionSummary(view: SessionView): string {
  const best = bestRevision(view.state);
  const verdict = view.state.revisions.find((each) => each.revision.number === best)?.verdict;
  return progressText(view) + (verdict ? ` · ${verdictText(verdict)}` : '');
}

const OUTCOME_TITLES: Readonly<Record<OutcomeKind, string>> = {
  fixed: 'fixed',
  'fixed-unproven': 'fixed, but unproven',
  'already-green': 'already green',
  'best-partial': 'partly fixed',
  budget: 'budget spent',
  stuck: 'no fix found',
  hard: 'given up as too hard',
  conflict: 'tests contradict the task',
  'model-stopped': 'the model stopped answering',
  environment: 'tests could not run',
  user: 'stopped',
};

/** Without a revision there is only the code as it was. */
function pausedText(revision: number): string {
  return revision === 0 ? 'paused: no revision yet' : `paused after revision ${String(revision)}`;
}

function askingText({ action, progress, iteration, model }: SessionState): string {
  if (action === 'mutate') {
    return progress === undefined ? 'searching small changes' : `searching: ${progress}`;
  }
  return progress ?? `iteration ${String(iteration)}: asking ${model}`;
}
