import './host/editorLanguage';
import * as vscode from 'vscode';
import { registerChat } from './chat/registerChat';
import { registerCommands } from './commands/register';
import { repairCommands } from './commands/repairCommands';
import { reviewCommands } from './commands/reviewCommands';
import { sampleCommands } from './commands/sampleCommands';
import { settingCommands } from './commands/settingCommands';
import { stepCommands } from './commands/stepCommands';
import { whyCommands } from './commands/whyCommands';
import { registerContextKeys } from './host/contextKeys';
import { continueGuide } from './host/guide';
import { WindowMemory } from './host/windowMemory';
import { showProblem } from './host/showProblem';
import { Wishes } from './host/wishes';
import { registerRepairsTree } from './repairs/repairsTree';
import { registerStatusBar } from './repairs/statusBar';
import { EditorMarks } from './review/editorMarks';
import { registerEndOfReview } from './review/endOfReview';
import { registerFollowRenames } from './review/followRenames';
import { registerHunkHovers } from './review/hunkHovers';
import { registerHunkLenses } from './review/hunkLenses';
import { Reviews } from './review/reviews';
import { REVISION_SCHEME } from './review/reviewUri';
import { RevisionFileSystem } from './review/revisionFileSystem';
import { WhyThreads } from './review/whyThreads';
import { Sessions } from './sessions/sessions';
import { TestTerminal } from './terminal/testTerminal';
import { registerTesting } from './testing/registerTesting';
import { testCommands } from './testing/testCommands';

/** Puts Fixpoint together; everything made here is disposed of with the extension. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Fixpoint', { log: true });
  const onProblem = (problem: unknown): void => {
    void showProblem(problem, log);
  };
  const sessions = new Sessions();
  const proposals = new RevisionFileSystem();
  const reviews = new Reviews(sessions, proposals, onProblem);
  const memory = new WindowMemory(context.globalStorageUri, { sessions, reviews });
  proposals.holdUntil(memory.restore().catch(onProblem));
  const terminal = new TestTerminal(() => sessions.running?.stop());
  const threads = new WhyThreads(sessions, reviews);
  const wishes = new Wishes(context.workspaceState);
  const host = { context, log, sessions, terminal, wishes };
  context.subscriptions.push(
    memory,
    sessions,
    terminal,
    reviews,
    proposals,
    vscode.workspace.registerFileSystemProvider(REVISION_SCHEME, proposals, {
      isCaseSensitive: true,
    }),
    registerHunkLenses({ scheme: REVISION_SCHEME }, reviews),
    registerHunkHovers(reviews),
    registerFollowRenames(reviews, onProblem),
    registerEndOfReview(reviews),
    threads,
    new EditorMarks(context.extensionUri, { sessions, reviews }, onProblem),
    registerRepairsTree(sessions, reviews),
    registerStatusBar(sessions),
    registerContextKeys(sessions, reviews),
    registerTesting({ host, reviews, onProblem }),
    registerChat(host),
    registerCommands(
      {
        ...repairCommands(host),
        ...reviewCommands({ sessions, reviews }),
        ...whyCommands({ sessions, reviews, threads, wishes }),
        ...stepCommands(sessions),
        ...testCommands(host),
        ...sampleCommands(context),
        ...settingCommands({ secrets: context.secrets, log }),
      },
      onProblem,
    ),
    log,
  );
  void continueGuide(context).catch(onProblem);
}
