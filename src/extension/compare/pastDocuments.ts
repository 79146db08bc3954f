import * as vscode from 'vscode';
import type { RepairSession } from '../sessions/repairSession';
import type { Sessions } from '../sessions/sessions';
import { resultsText } from './resultsText';

/** Serves the documents of comparisons: code and test results as they were in a revision, read-only. */
export function registerPastDocuments(
  sessions: Sessions,
  restored: Promise<void>,
): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async (uri) => {
      await restored;
      return textOf(sessions, uri);
    },
  });
}

/** The document of a file as it is in a revision; of the original code for 0. */
export function codeUri(session: RepairSession, revision: number, path: string): vscode.Uri {
  const root = vscode.Uri.parse(session.view.root, true);
  return past(vscode.Uri.joinPath(root, path).path, { session, revision, path });
}

/** The document of a revision's test results; of the original code's for 0. */
export function resultsUri(session: RepairSession, revision: number): vscode.Uri {
  return past(`/${vscode.l10n.t('Test results')}`, { session, revision });
}

interface Past {
  readonly session: RepairSession;
  readonly revision: number;
  readonly path?: string;
}

function past(shown: string, { session, revision, path }: Past): vscode.Uri {
  const query = new URLSearchParams({ session: session.view.id, revision: String(revision) });
  if (path !== undefined) query.set('path', path);
  return vscode.Uri.from({ scheme: SCHEME, path: shown, query: query.toString() });
}

function textOf(sessions: Sessions, uri: vscode.Uri): string {
  const query = new URLSearchParams(uri.query);
  const session = sessions.find(query.get('session') ?? '');
  if (!session) return vscode.l10n.t('This repair is no longer in the list.');
  const revision = Number(query.get('revision'));
  const path = query.get('path');
  if (path !== null) return session.codeOf(revision, path) ?? '';
  const { baseline, revisions } = session.view.state;
  const report = revisions.find((each) => each.revision.number === revision)?.report;
  const all = [...(baseline ? [baseline] : []), ...revisions.flatMap((each) => each.report ?? [])];
  return resultsText(revision === 0 ? baseline : report, all);
}

const SCHEME = 'fixpoint-past';
