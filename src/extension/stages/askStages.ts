import * as vscode from 'vscode';
import { testTitle } from '../../core/selection/targets';
import type { RevisionState } from '../../core/session/sessionState';
import type { TestReport } from '../../core/testReport';
import type { SessionView } from '../sessions/repairSession';
import { stagesOf } from '../sessions/stages';
import { cursorPlace } from './cursorPlace';
import { suspectPlaces } from './suspectPlaces';

/** A session at the revision that its next iteration starts from. */
export interface Standing {
  readonly view: SessionView;
  readonly revision?: RevisionState;
  readonly report?: TestReport;
}

/** Asks for the places to look at; undefined when nothing is to change. */
export async function askPlaces(standing: Standing): Promise<readonly string[] | undefined> {
  const { view, report, revision } = standing;
  const chosen = stagesOf(view).locations;
  const suspects = suspectPlaces(report, revision);
  const reasons = new Map(suspects.map(({ place, reason }) => [place, reason]));
  const cursor = cursorPlace(view.root);
  if (cursor !== undefined && !reasons.has(cursor)) {
    reasons.set(cursor, vscode.l10n.t('at the cursor'));
  }
  const places = [...new Set([...chosen, ...reasons.keys()])];
  const items: PlaceItem[] = places.map((place) => ({
    label: place,
    description: reasons.get(place) ?? vscode.l10n.t('named by you'),
    picked: chosen.includes(place),
  }));
  const another = { label: `$(add) ${vscode.l10n.t('Add a Place…')}`, asks: true };
  const picked = await vscode.window.showQuickPick<PlaceItem>([...items, another], {
    title: vscode.l10n.t('Where is the fault? The first one counts most.'),
    placeHolder: vscode.l10n.t('None: the places are located from the failure.'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  const named = picked.filter(({ asks }) => asks !== true).map(({ label }) => label);
  if (named.length === picked.length) return named;
  const added = await askPlace();
  return added === undefined ? undefined : [added, ...named];
}

/** Asks for the failures that requests tell of, as ids; empty for all, undefined when nothing is to change. */
export async function askTests({ view, report }: Standing): Promise<readonly string[] | undefined> {
  const focus = stagesOf(view).tests;
  const tests = new Map(report?.tests.map((test) => [test.id, test]));
  const red = view.state.targets.filter((id) => tests.get(id)?.status !== 'passed');
  const items = red.map((id) => {
    const test = tests.get(id);
    return {
      label: test ? testTitle(test) : id,
      description: test?.file ?? '',
      picked: focus.length === 0 || focus.includes(id),
      id,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Which failures is the next request told of?'),
    placeHolder: vscode.l10n.t('All of them still have to pass in the end.'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.length === items.length ? [] : picked?.map(({ id }) => id);
}

interface PlaceItem extends vscode.QuickPickItem {
  readonly asks?: boolean;
}

async function askPlace(): Promise<string | undefined> {
  const place = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add a place'),
    prompt: vscode.l10n.t('A file of this folder, with a line or a name in it.'),
    placeHolder: 'src/cart.js:12',
    ignoreFocusOut: true,
  });
  return place === undefined || place.trim() === '' ? undefined : place.trim();
}
