import * as vscode from 'vscode';
import { openComparison, revisionTitle } from './openComparison';
import { readTarget } from '../review/reviewTarget';
import { alternativesOf } from '../sessions/alternatives';
import type { RepairSession, SessionView } from '../sessions/repairSession';
import type { Sessions } from '../sessions/sessions';
import { verdictText } from '../sessions/verdictText';

/** Compares the revisions of the rows that are selected; what is missing is asked for. */
export async function compareRevisions(
  sessions: Sessions,
  argument: unknown,
  selected: unknown,
): Promise<void> {
  const session = sessionOf(sessions, argument);
  if (!session) {
    say(NOTHING_TO_COMPARE);
    return;
  }
  const chosen = chosenRevisions(session, argument, selected);
  const [first, second] = chosen;
  if (first !== undefined && second !== undefined) return openComparison(session, [first, second]);
  const numbers = [0, ...numbersOf(session.view)];
  const left = first ?? (await pick(session, numbers, vscode.l10n.t('Compare (1/2): the first')));
  if (left === undefined) return;
  const others = numbers.filter((each) => each !== left);
  const title = vscode.l10n.t('Compare {0} with', revisionTitle(left));
  const right = await pick(session, others, title);
  if (right !== undefined) await openComparison(session, inOrder(left, right));
}

/** Compares a revision with one that answers the same. */
export async function compareAlternatives(sessions: Sessions, argument: unknown): Promise<void> {
  const session = sessionOf(sessions, argument);
  if (!session) {
    say(NOTHING_TO_COMPARE);
    return;
  }
  const [chosen] = chosenRevisions(session, argument, undefined);
  const left = chosen ?? (await pickAlternative(session));
  if (left === undefined) return;
  const others = alternativesOf(session.view.state, left);
  if (others.length === 0) {
    say(NO_ALTERNATIVES);
    return;
  }
  const title = vscode.l10n.t('Compare {0} with its alternative', revisionTitle(left));
  const right = others.length === 1 ? others[0] : await pick(session, others, title);
  if (right !== undefined) await openComparison(session, inOrder(left, right));
}

/** When there is one pair only, nothing has to be asked. */
async function pickAlternative(session: RepairSession): Promise<number | undefined> {
  const { state } = session.view;
  const numbers = numbersOf(session.view).filter((each) => alternativesOf(state, each).length > 0);
  if (numbers.length === 0) say(NO_ALTERNATIVES);
  if (numbers.length <= 2) return numbers[0];
  return pick(session, numbers, vscode.l10n.t('Alternatives: which one?'));
}

function sessionOf(sessions: Sessions, argument: unknown): RepairSession | undefined {
  const id = readTarget(argument)?.session ?? sessions.newest?.id;
  const session = id === undefined ? undefined : sessions.find(id);
  return session && session.view.state.revisions.length > 0 ? session : undefined;
}

/** The revisions of one session that rows stand for, in order; at most two. */
function chosenRevisions(
  { view }: RepairSession,
  argument: unknown,
  selected: unknown,
): readonly number[] {
  const rows = Array.isArray(selected) ? selected : [argument];
  const numbers = rows.flatMap((row: unknown) => {
    const target = readTarget(row);
    return target?.session === view.id && target.kind !== 'session' ? [target.revision] : [];
  });
  return [...new Set(numbers)].sort((a, b) => a - b).slice(0, 2);
}

function inOrder(one: number, other: number): [number, number] {
  return one < other ? [one, other] : [other, one];
}

function numbersOf({ state }: SessionView): readonly number[] {
  return state.revisions.map(({ revision }) => revision.number);
}

async function pick(
  { view: { state } }: RepairSession,
  numbers: readonly number[],
  title: string,
): Promise<number | undefined> {
  const verdicts = new Map(state.revisions.map((each) => [each.revision.number, each.verdict]));
  const items = numbers.map((number) => {
    const verdict = verdicts.get(number);
    return {
      label: revisionTitle(number),
      description: verdict ? verdictText(verdict) : '',
      number,
    };
  });
  return (await vscode.window.showQuickPick(items, { title }))?.number;
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}

const NOTHING_TO_COMPARE = vscode.l10n.t(
  'There is no revision to compare yet. Start with "Fixpoint: Fix Failing Tests".',
);
const NO_ALTERNATIVES = vscode.l10n.t('No revision of this repair has an alternative.');
