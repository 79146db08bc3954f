import * as vscode from 'vscode';
import type { DevelopersWord } from '../../core/ports';
import { bestRevision } from '../../core/session/sessionState';
import { readTarget } from '../review/reviewTarget';
import type { RevisionFileSystem } from '../review/revisionFileSystem';
import { RepairIsGone } from '../sessions/errors/repairIsGone';
import { branch } from '../sessions/goOn';
import type { RepairSession, SessionView } from '../sessions/repairSession';
import { stagesOf } from '../sessions/stages';
import { canStartOrExplain, type RepairHost } from '../sessions/startRepair';
import { askPlaces, askTests, type Standing } from './askStages';
import { activeDiagnosis, closeDiagnosis, openDiagnosis } from './diagnosisDocument';
import { failureSummary } from './failureSummary';

/** Opens why the tests fail, to be written anew. */
export async function editDiagnosis(
  host: RepairHost,
  documents: RevisionFileSystem,
  argument: unknown,
): Promise<void> {
  const session = sessionOf(host, argument);
  if (!session) return;
  const { diagnosis } = stagesOf(session.view);
  const text = diagnosis ?? failureSummary(standingOf(session.view).report);
  await openDiagnosis(documents, session.view.id, text);
}

/** Asks where to look, and tells it. */
export async function editLocations(host: RepairHost, argument: unknown): Promise<void> {
  const session = listeningSession(host, argument);
  const locations = session && (await askPlaces(standingOf(session.view)));
  if (session && locations) await tell(host, session, { locations });
}

/** Asks which failures are told, and tells it. */
export async function chooseTests(host: RepairHost, argument: unknown): Promise<void> {
  const session = listeningSession(host, argument);
  const tests = session && (await askTests(standingOf(session.view)));
  if (session && tests) await tell(host, session, { tests });
}

/** Tells the diagnosis in the active editor, and closes it; what can't be told stays open. */
export async function useDiagnosis(host: RepairHost, documents: RevisionFileSystem): Promise<void> {
  const active = activeDiagnosis();
  if (!active) return;
  const session = host.sessions.find(active.session);
  if (!session) throw new RepairIsGone();
  if (!listens(host, session)) return;
  const diagnosis = active.document.getText().trim();
  await closeDiagnosis(active.document);
  if (diagnosis === '') return;
  try {
    await tell(host, session, { diagnosis });
  } catch (problem) {
    await openDiagnosis(documents, session.view.id, diagnosis);
    throw problem;
  }
}

/** A running session hears it at its next iteration; one that has ended goes on in a new one, from its best revision. */
async function tell(host: RepairHost, session: RepairSession, word: DevelopersWord): Promise<void> {
  const { running } = host.sessions;
  if (!session.view.running) {
    return branch(host, session, { from: bestRevision(session.view.state), ...word });
  }
  running?.steps.note(word);
  const sentence = vscode.l10n.t('The next iteration goes by that. Step or Continue to begin it.');
  vscode.window.setStatusBarMessage(sentence, MESSAGE_MS);
}

/** The session that a command is about, when it can be told something now. */
function listeningSession(host: RepairHost, argument: unknown): RepairSession | undefined {
  const session = sessionOf(host, argument);
  return session && listens(host, session) ? session : undefined;
}

/** Whether a session can be told something now; says why when it can't. */
function listens(host: RepairHost, { view }: RepairSession): boolean {
  return view.running || canStartOrExplain(host);
}

/** The session that a command is about: its argument's, else the newest; says so when there is none with a baseline. */
function sessionOf({ sessions }: RepairHost, argument: unknown): RepairSession | undefined {
  const id = readTarget(argument)?.session ?? sessions.newest?.id;
  const session = id === undefined ? undefined : sessions.find(id);
  if (session?.view.state.baseline) return session;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('There is no repair yet whose tests have run. Start one first.'),
  );
  return undefined;
}

function standingOf(view: SessionView): Standing {
  const { state, pausedAt, said } = view;
  const number = said?.from ?? pausedAt ?? bestRevision(state);
  const revision = state.revisions.find((each) => each.revision.number === number);
  const report = revision?.report ?? state.baseline;
  return { view, ...(revision && { revision }), ...(report && { report }) };
}

/** Long enough to read one sentence. */
const MESSAGE_MS = 4000;
