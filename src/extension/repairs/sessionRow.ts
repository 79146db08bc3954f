import type { OutcomeKind } from '../../core/session/outcome';
import { isCutOff, type SessionView } from '../sessions/repairSession';
import { outcomeText, progressText, sessionState } from '../sessions/sessionTexts';
import { FAILED, PARTLY, PASSED, TROUBLE, UNPROVEN, type RowIcon } from './rowIcons';
import type { Row } from './row';

/** The row of a session; only the newest one is open by itself. */
export function sessionRow(view: SessionView, isNewest: boolean): Row {
  return {
    // Another id makes the view close the row of a session that is no longer the newest.
    id: isNewest ? view.id : `${view.id}/older`,
    label: view.title,
    description: sessionState(view),
    tooltip: outcomeText(view.state) ?? view.problem ?? progressText(view),
    ...sessionIcon(view),
    context: `session ${contextOf(view)}`,
    target: { kind: 'session', session: view.id },
    opens: opening(view, isNewest),
  };
}

function contextOf(view: SessionView): string {
  if (view.running) return 'running';
  return isCutOff(view) ? 'ended interrupted' : 'ended';
}

function opening({ state, running, problem }: SessionView, isNewest: boolean): Row['opens'] {
  if (state.course.length === 0 && !running && problem === undefined) return 'never';
  return isNewest ? 'expanded' : 'collapsed';
}

function sessionIcon(view: SessionView): RowIcon {
  const { state, running, pausedAt, problem } = view;
  if (pausedAt !== undefined) return { icon: 'debug-pause' };
  if (problem !== undefined) return TROUBLE;
  if (running) return { icon: 'loading~spin' };
  if (isCutOff(view)) return { icon: 'debug-disconnect' };
  return state.outcome ? OUTCOME_ICONS[state.outcome.kind] : { icon: 'circle-slash' };
}

const OUTCOME_ICONS: Readonly<Record<OutcomeKind, RowIcon>> = {
  fixed: PASSED,
  'fixed-unproven': UNPROVEN,
  'already-green': PASSED,
  'best-partial': PARTLY,
  budget: FAILED,
  stuck: FAILED,
  hard: FAILED,
  conflict: FAILED,
  'model-stopped': FAILED,
  environment: TROUBLE,
  user: { icon: 'circle-slash' },
};
