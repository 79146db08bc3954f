import * as vscode from 'vscode';
import { isJournalHeld, openOwnJournal } from '../../adapters/journal/ownJournal';
import { readJournal, type OpenJournal } from '../../adapters/journal/jsonLinesJournal';
import { ExplainedError } from '../../core/errors';
import { branchOf, type BranchPoint } from '../../core/session/branch';
import type { SessionEvent } from '../../core/session/events';
import { readSettings } from '../host/readSettings';
import { taskFor } from '../host/settings';
import { NothingToGoOnFrom } from './goingOn';
import { isCutOff, type RepairSession } from './repairSession';
import { startRepair, type RepairHost } from './startRepair';

/**
 * Goes on with a session that was cut off, in the same journal. Throws an `ExplainedError` when its journal is gone, or
 * another window has gone on with it.
 */
export async function resume(host: RepairHost, session: RepairSession): Promise<void> {
  if (!isCutOff(session.view)) return;
  const { title, root } = session.view;
  const journal = await journalOf(session);
  try {
    const past = await eventsOf(session);
    if (past.some(({ kind }) => kind === 'outcome')) throw new EndedElsewhere();
    const folder = vscode.Uri.parse(root, true);
    const goesOn = { kind: 'resumed', from: session, past, journal } as const;
    await startRepair(host, { title, folder, ...wantedIn(past), goesOn });
  } finally {
    await journal.close();
  }
}

/** Begins a new session from a revision of one that has ended. Throws an `ExplainedError` when its journal is gone. */
export async function branch(
  host: RepairHost,
  session: RepairSession,
  point: BranchPoint,
): Promise<void> {
  const { title, plainTitle = title, root } = session.view;
  const folder = vscode.Uri.parse(root, true);
  if (!isTested(session, point.from)) throw new NeverTested();
  const { budget } = taskFor({ targets: [] }, readSettings(folder));
  const past = branchOf(await eventsOf(session), point, budget);
  await startRepair(host, {
    title: branchTitle(plainTitle, point.from),
    plainTitle,
    folder,
    ...wantedIn(past),
    goesOn: { kind: 'branched', from: session, past },
  });
}

function isTested({ view: { state } }: RepairSession, number: number): boolean {
  if (number === 0) return state.baseline !== undefined;
  const found = state.revisions.find(({ revision }) => revision.number === number);
  return found?.verdict !== undefined;
}

class NeverTested extends ExplainedError {
  constructor() {
    super(
      vscode.l10n.t(
        'This revision was never tested, so nothing can go on from it; choose another.',
      ),
      'configuration',
    );
  }
}

class GoesOnElsewhere extends ExplainedError {
  constructor() {
    super(
      vscode.l10n.t('This repair goes on in another window already; look at it there.'),
      'configuration',
    );
  }
}

function branchTitle(title: string, from: number): string {
  return from === 0
    ? vscode.l10n.t('{0}, from the original code', title)
    : vscode.l10n.t('{0}, from revision {1}', title, from);
}

class EndedElsewhere extends ExplainedError {
  constructor() {
    super(
      vscode.l10n.t('This repair came to its end in another window already; look at it there.'),
      'configuration',
    );
  }
}

/** From here on no other window can go on with the session; whoever gets the journal closes it. */
async function journalOf(session: RepairSession): Promise<OpenJournal> {
  const { journal } = session.view;
  // To open one that is gone would make it anew.
  await eventsOf(session);
  if (journal === undefined) throw new NothingToGoOnFrom();
  try {
    return await openOwnJournal(journal);
  } catch (problem) {
    if (await isJournalHeld(journal)) throw new GoesOnElsewhere();
    throw problem;
  }
}

async function eventsOf({ view }: RepairSession): Promise<readonly SessionEvent[]> {
  if (view.journal === undefined) throw new NothingToGoOnFrom();
  const events = await readJournal(view.journal);
  if (events[0]?.kind !== 'session') throw new NothingToGoOnFrom();
  return events;
}

function wantedIn(past: readonly SessionEvent[]): {
  readonly targets: readonly string[];
  readonly instruction?: string;
} {
  const [start] = past;
  if (start?.kind !== 'session') return { targets: [] };
  const { targets, instruction } = start.task;
  return { targets, ...(instruction !== undefined && { instruction }) };
}
