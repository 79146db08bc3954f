import * as vscode from 'vscode';
import type { Wishes } from '../host/wishes';
import { locateHunk } from '../review/locate';
import { openFileReview } from '../review/openReview';
import { reject } from '../review/reviewActions';
import { readTarget } from '../review/reviewTarget';
import type { Reviews } from '../review/reviews';
import { shownUri } from '../review/reviewUri';
import { visiblePlace } from '../review/threadPlace';
import type { WhyThreads } from '../review/whyThreads';
import type { Sessions } from '../sessions/sessions';
import type { CommandHandlers } from './register';

export interface WhyRooms {
  readonly sessions: Sessions;
  readonly reviews: Reviews;
  readonly threads: WhyThreads;
  readonly wishes: Wishes;
}

/** Asking why, replying to the answer, and what the replies leave behind. */
export function whyCommands(rooms: WhyRooms): CommandHandlers {
  return {
    why: (argument) => why(rooms, argument),
    replyThisTime: (reply) => withReply(reply, (said) => thisTime(rooms, said)),
    replyAlways: (reply) => withReply(reply, (said) => always(rooms, said)),
    rejectWithReason: (reply) => withReply(reply, (said) => rejectWithReason(rooms, said)),
    constraints: async () => {
      const { showConstraints } = await import('./constraints');
      showConstraints(rooms.wishes);
    },
  };
}

async function why({ reviews, threads }: WhyRooms, argument: unknown): Promise<void> {
  const found = await locateHunk(argument, reviews);
  if (!found) {
    say(
      readTarget(argument) === undefined
        ? vscode.l10n.t('Put the cursor into a proposed hunk first.')
        : vscode.l10n.t('This hunk has changed or was decided meanwhile. Look at it again.'),
    );
    return;
  }
  const place = visiblePlace(found);
  if (!place) await openFileReview(reviews, found);
  const shown = threads.show(
    found,
    place ?? { uri: shownUri(found.set, found.file.path), side: 'new' },
  );
  // Asked again by keys, it goes into the thread; a new one is not drawn yet.
  if (argument === undefined && shown === 'was there')
    await vscode.commands.executeCommand('workbench.action.focusCommentOnCurrentLine');
}

async function thisTime(rooms: WhyRooms, said: Said): Promise<void> {
  const label = await tellNext(rooms, said);
  rooms.threads.answer(said.thread, said.text, label);
  vscode.window.setStatusBarMessage(label, MESSAGE_MS);
}

async function always(rooms: WhyRooms, { thread, text }: Said): Promise<void> {
  await rooms.wishes.addAlways(text);
  rooms.sessions.running?.steps.note({ hint: text });
  const label = vscode.l10n.t('Kept for every repair of this workspace');
  rooms.threads.answer(thread, text, label);
  vscode.window.setStatusBarMessage(label, MESSAGE_MS);
}

async function rejectWithReason(rooms: WhyRooms, said: Said): Promise<void> {
  const found = rooms.threads.hunkOf(said.thread);
  if (!found) return;
  vscode.window.setStatusBarMessage(await tellNext(rooms, said), MESSAGE_MS);
  reject(rooms.reviews, found.set, [{ file: found.file, hunks: [found.hunk] }]);
}

/** Gives a hint to the repair that runs in the same folder, else keeps it for the next one; says which. */
async function tellNext(
  { sessions, wishes, threads }: WhyRooms,
  { thread, text }: Said,
): Promise<string> {
  const found = threads.hunkOf(thread);
  const hint = found ? `${found.file.path}, line ${found.hunk.newStart + 1}: ${text}` : text;
  const root = sessions.views.find(({ running }) => running)?.root;
  if (root !== undefined && root === found?.set.root) {
    sessions.running?.steps.note({ hint });
    return vscode.l10n.t('Told to the repair that is running');
  }
  await wishes.addOnce(hint);
  return vscode.l10n.t('Kept for the next repair of this workspace');
}

interface Said {
  readonly thread: vscode.CommentThread;
  readonly text: string;
}

async function withReply(argument: unknown, use: (said: Said) => Promise<void>): Promise<void> {
  const { thread, text } = argument as vscode.CommentReply;
  if (text.trim() === '') {
    say(vscode.l10n.t('Write what the next attempt should know first.'));
    return;
  }
  await use({ thread, text: text.trim() });
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}

/** Long enough to read one sentence. */
const MESSAGE_MS = 5000;
