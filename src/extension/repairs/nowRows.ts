import { l10n } from '../host/l10n';
import type { SessionView } from '../sessions/repairSession';
import { progressText } from '../sessions/sessionTexts';
import type { Row } from './row';
import { TROUBLE } from './rowIcons';
import { stageRows } from './stageRows';

/** The row of what a session does just now, with the stages that can be put right while it waits; none when it has ended. */
export function nowRow(view: SessionView): Row | undefined {
  if (!view.running) return undefined;
  const isPaused = view.pausedAt !== undefined;
  return {
    id: `${view.id}/now${isPaused ? '/paused' : ''}`,
    label: sentence(progressText(view)),
    icon: isPaused ? 'debug-pause' : 'loading~spin',
    context: isPaused ? 'now paused' : 'now',
    target: { kind: 'session', session: view.id },
    opens: isPaused ? 'expanded' : 'never',
    ...(isPaused && {
      tooltip: view.state.question === undefined ? PAUSED_TOOLTIP : ASKED_TOOLTIP,
      rows: stageRows(view),
    }),
  };
}

/** The row with the sentence about what ended a session before its outcome. */
export function problemRows({ id, problem }: SessionView): readonly Row[] {
  if (problem === undefined) return [];
  const target = { kind: 'session', session: id } as const;
  const row = { id: `${id}/problem`, label: problem, tooltip: problem, ...TROUBLE };
  return [{ ...row, context: 'problem', target, opens: 'never' }];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const PAUSED_TOOLTIP = l10n.t(
  'The buttons above go on: Continue to the end, Step to the next revision, Give a Hint, or Stop. Or continue from an older revision. Below is what the next request is told; the pencils change it.',
);
const ASKED_TOOLTIP = l10n.t(
  'No idea is left. Give a Hint (above) answers the question and goes on from it; Continue ends the repair.',
);
