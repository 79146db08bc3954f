import type { CourseStep, RefusalStep, TrialsStep } from '../../core/session/course';
import { bestRevision } from '../../core/session/sessionState';
import { l10n } from '../host/l10n';
import type { SessionView } from '../sessions/repairSession';
import { nowRow, problemRows } from './nowRows';
import { revisionRow } from './revisionRow';
import type { Row } from './row';

/** The rows inside a session: its course, oldest first, then what it does just now or what ended it. */
export function courseRows(view: SessionView): readonly Row[] {
  const now = nowRow(view);
  return [...stepRows(view), ...(now ? [now] : []), ...problemRows(view)];
}

function stepRows(view: SessionView): readonly Row[] {
  const { course, revisions } = view.state;
  const best = bestRevision(view.state);
  const known = new Map(revisions.map((each) => [each.revision.number, each]));
  const last = revisions.findLast(({ action }) => action === 'minimise');
  const rows: Row[] = [];
  for (const [index, step] of course.entries()) {
    if (step.kind !== 'revision') {
      rows.push(stepRow(view, step, index));
      continue;
    }
    const found = known.get(step.revision);
    // Of the revisions that trials made, the last one is without all that nothing needs.
    if (found && (found.action !== 'minimise' || found === last)) {
      rows.push(revisionRow(view, found, best));
    }
  }
  return rows;
}

type Plain = Exclude<CourseStep, { kind: 'revision' }>;

function stepRow({ id, state }: SessionView, step: Plain, index: number): Row {
  const common = {
    id: `${id}/step/${String(index)}`,
    context: step.kind,
    target: { kind: 'session', session: id },
    opens: 'never',
  } as const;
  switch (step.kind) {
    case 'refusal':
      return { ...common, ...refusalTexts(step), icon: 'circle-slash' };
    case 'note':
      return { ...common, label: step.text, tooltip: step.text, icon: 'info' };
    case 'word':
      return { ...common, label: step.text, tooltip: step.text, icon: 'account' };
    case 'question': {
      const isOpen = state.question === step.text;
      const colour = isOpen ? { colour: 'list.warningForeground' } : {};
      return { ...common, label: step.text, tooltip: step.text, icon: 'question', ...colour };
    }
    case 'trials':
      return { ...common, ...trialsTexts(step), icon: 'beaker', ...trialRows(common, step) };
  }
}

function refusalTexts({ iteration, message, note }: RefusalStep): Pick<Row, 'label' | 'tooltip'> {
  const reason = note ?? l10n.t('not applied');
  return {
    label: l10n.t('Iteration {0}: {1}', iteration, reason),
    ...(note === undefined && { description: message }),
    tooltip: message,
  };
}

function trialsTexts({ leftOut, needed }: TrialsStep): Pick<Row, 'label' | 'description'> {
  return {
    label: l10n.t('Tried without single hunks'),
    description: l10n.t('{0} left out · {1} needed', leftOut, needed),
  };
}

function trialRows(
  common: Pick<Row, 'id' | 'context' | 'target'>,
  { texts }: TrialsStep,
): Pick<Row, 'opens' | 'rows'> {
  const rows = texts.map((text, index): Row => ({
    ...common,
    id: `${common.id}/${String(index)}`,
    label: text,
    tooltip: text,
    opens: 'never',
  }));
  return { opens: 'collapsed', rows };
}
