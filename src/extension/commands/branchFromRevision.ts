import * as vscode from 'vscode';
import { revisionTitle } from '../compare/openComparison';
import { readTarget, type ReviewTarget } from '../review/reviewTarget';
import { branch } from '../sessions/goOn';
import type { RepairSession } from '../sessions/repairSession';
import { canStartOrExplain, type RepairHost } from '../sessions/startRepair';

/** Begins a new session from a revision of one that has ended, with a hint if there is one. */
export async function branchFromRevision(host: RepairHost, argument: unknown): Promise<void> {
  const target = readTarget(argument) ?? newestOf(host);
  const session = target && host.sessions.find(target.session);
  if (!session || !canStartOrExplain(host)) return;
  const from = target.kind === 'session' ? await pickRevision(session) : target.revision;
  if (from === undefined) return;
  const hint = await askHint(from);
  if (hint === undefined) return;
  await branch(host, session, { from, ...(hint !== '' && { hint }) });
}

function newestOf({ sessions }: RepairHost): ReviewTarget | undefined {
  return sessions.newest && { kind: 'session', session: sessions.newest.id };
}

/** Only what was tested can be gone on from. */
async function pickRevision({ view: { state } }: RepairSession): Promise<number | undefined> {
  const tested = state.revisions.filter(({ verdict }) => verdict !== undefined);
  const numbers = [0, ...tested.map(({ revision }) => revision.number)];
  const items = numbers.map((number) => ({ label: revisionTitle(number), number }));
  const title = vscode.l10n.t('Go on from');
  return (await vscode.window.showQuickPick(items, { title }))?.number;
}

/** Empty when there is none; undefined when nothing shall begin. */
async function askHint(from: number): Promise<string | undefined> {
  const hint = await vscode.window.showInputBox({
    title: vscode.l10n.t('Go on from {0}', revisionTitle(from)),
    prompt: vscode.l10n.t('A hint for the next attempt, if you have one. Empty: go on without.'),
    placeHolder: vscode.l10n.t('Amounts are in cents, not in euros'),
    ignoreFocusOut: true,
  });
  return hint?.trim();
}
