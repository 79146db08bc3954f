import { testTitle } from '../../core/selection/targets';
import { l10n } from '../host/l10n';
import type { SessionView } from '../sessions/repairSession';
import { stagesOf, type Stages } from '../sessions/stages';
import type { Row } from './row';

/** What the next request is told at each stage, as rows that can be put right. */
export function stageRows(view: SessionView): readonly Row[] {
  const stages = stagesOf(view);
  const rows = [
    { stage: 'diagnosis', label: l10n.t('Diagnosis'), text: diagnosisText(stages), icon: 'note' },
    { stage: 'places', label: l10n.t('Places'), text: placesText(stages), icon: 'location' },
    { stage: 'tests', label: l10n.t('Tests told'), text: testsText(stages, view), icon: 'beaker' },
  ];
  // Without a model nobody is told anything; the search only looks at places.
  const used = view.state.model === 'built-in' ? rows.slice(1, 2) : rows;
  return used.map(({ stage, label, text, icon }) => ({
    id: `${view.id}/stage/${stage}`,
    label,
    description: text.replaceAll(/\s+/g, ' '),
    tooltip: text,
    icon,
    context: `stage ${stage}`,
    target: { kind: 'session', session: view.id },
    opens: 'never',
  }));
}

function diagnosisText({ diagnosis }: Stages): string {
  return diagnosis ?? l10n.t('the failure alone');
}

function placesText({ locations }: Stages): string {
  return locations.length === 0 ? l10n.t('as located') : locations.join(', ');
}

function testsText({ tests }: Stages, { state }: SessionView): string {
  const known = new Map(state.baseline?.tests.map((test) => [test.id, test]));
  const titles = tests.map((id) => {
    const test = known.get(id);
    return test ? testTitle(test) : id;
  });
  return titles.length === 0 ? l10n.t('all that fail') : titles.join(', ');
}
