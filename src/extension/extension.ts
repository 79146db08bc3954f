import * as vscode from 'vscode';
import { registerChat } from './chat/registerChat';
import { allCommands } from './commands/allCommands';
import { registerCommands } from './commands/register';
import { registerPastDocuments } from './compare/pastDocuments';
import { registerContextKeys } from './host/contextKeys';
import { continueGuide } from './host/guide';
import { WindowMemory } from './host/windowMemory';
import { showProblem } from './host/showProblem';
import { acceptRecords } from './host/storageFiles';
import { Wishes } from './host/wishes';
import { registerRepairsTree } from './repairs/repairsTree';
import { registerStatusBar } from './repairs/statusBar';
import { AcceptedTests } from './review/acceptedTests';
import { recoverAccepts } from './review/recoverAccepts';
import { registerReviewSurfaces } from './review/reviewSurfaces';
import { Reviews } from './review/reviews';
import { REVISION_SCHEME } from './review/reviewUri';
import { RevisionFileSystem } from './review/revisionFileSystem';
import { WhyThreads } from './review/whyThreads';
import { offerToGoOn } from './sessions/offerToGoOn';
import { Sessions } from './sessions/sessions';
import { registerDiagnosisLens } from './stages/diagnosisDocument';
import { TestTerminal } from './terminal/testTerminal';
import { registerTesting } from './testing/registerTesting';

/** Puts Fixpoint together; everything made here is disposed of with the extension. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Fixpoint', { log: true });
  const onProblem = (problem: unknown): void => {
    void showProblem(problem, log);
  };
  const sessions = new Sessions();
  const proposals = new RevisionFileSystem();
  const records = acceptRecords(context);
  const reviews = new Reviews({ sessions, proposals, records }, onProblem);
  const memory = new WindowMemory(context.globalStorageUri, { sessions, reviews });
  const restored = recoverAccepts(records)
    .catch(onProblem)
    .then(() => memory.restore())
    .catch(onProblem);
  proposals.holdUntil(restored);
  const terminal = new TestTerminal(() => {
    sessions.running?.stop();
    accepted.stop();
  });
  const accepted = new AcceptedTests({ context, sessions, reviews, terminal });
  const threads = new WhyThreads(sessions, reviews);
  const wishes = new Wishes(context.workspaceState);
  const host = { context, log, sessions, terminal, wishes };
  void restored.then(() => offerToGoOn(sessions, context.workspaceState)).catch(onProblem);
  context.subscriptions.push(
    memory,
    sessions,
    terminal,
    reviews,
    proposals,
    vscode.workspace.registerFileSystemProvider(REVISION_SCHEME, proposals, {
      isCaseSensitive: true,
    }),
    registerReviewSurfaces({ context, sessions, reviews, accepted }, onProblem),
    accepted,
    threads,
    registerRepairsTree(sessions, reviews),
    registerPastDocuments(sessions, restored),
    registerDiagnosisLens(),
    registerStatusBar(sessions),
    registerContextKeys(sessions, reviews),
    registerTesting({ host, reviews, onProblem }),
    registerChat(host),
    registerCommands(allCommands({ ...host, reviews, proposals, threads, accepted }), onProblem),
    log,
  );
  void continueGuide(context).catch(onProblem);
}
