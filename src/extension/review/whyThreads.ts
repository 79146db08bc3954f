import * as vscode from 'vscode';
import type { Sessions } from '../sessions/sessions';
import { reviewHunks, type ReviewHunk } from './fileReview';
import { followHunk } from './followHunk';
import { hunkKey, reviewKey, type ReviewSet } from './reviewSet';
import type { ReviewedFile, Reviews } from './reviews';
import { rangeOfHunk, type ThreadPlace } from './threadPlace';
import { reasonOf, whyText } from './whyText';

/** The comment threads that answer "Why" at a hunk, with a box for a reply; each goes when its hunk is decided. */
export class WhyThreads implements vscode.Disposable {
  private readonly open = new Map<vscode.CommentThread, OpenThread>();
  private readonly following: vscode.Disposable;
  private controller: vscode.CommentController | undefined;

  constructor(
    private readonly sessions: Sessions,
    private readonly reviews: Reviews,
  ) {
    this.following = reviews.onDidChange((set) => {
      this.follow(set);
    });
  }

  /** Opens the thread of a hunk at a place, or opens it again; says whether it was there already. */
  show(
    found: ReviewedFile & { readonly hunk: ReviewHunk },
    place: ThreadPlace,
  ): 'opened' | 'was there' {
    const { set, file, hunk } = found;
    const same = this.find(place, hunk);
    if (same) {
      same.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      return 'was there';
    }
    const why = new vscode.MarkdownString(this.whyOf(set));
    const range = rangeOfHunk(hunk, place.side);
    const thread = this.controllerOf().createCommentThread(place.uri, range, [commentBy(APP, why)]);
    thread.label = labelOf(found);
    thread.contextValue = hunk.conflict ? 'conflict' : 'hunk';
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    this.open.set(thread, {
      review: reviewKey(set),
      path: file.path,
      place,
      hunk,
      all: reviewHunks(file),
    });
    return 'opened';
  }

  /** The hunk that a thread is about, as it is now; undefined when it is decided. */
  hunkOf(thread: vscode.CommentThread): (ReviewedFile & { readonly hunk: ReviewHunk }) | undefined {
    const open = this.open.get(thread);
    const set = open && this.reviews.all.find((each) => reviewKey(each) === open.review);
    const file = set?.files.find(({ path }) => path === open?.path);
    return open && set && file && { set, file, hunk: open.hunk };
  }

  /** Adds the developer's reply to a thread, with what became of it, and shows the thread as answered. */
  answer(thread: vscode.CommentThread, text: string, label: string): void {
    const body = new vscode.MarkdownString().appendText(text);
    const you = { name: vscode.l10n.t('You') };
    thread.comments = [...thread.comments, { ...commentBy(you, body), label }];
    thread.state = vscode.CommentThreadState.Resolved;
  }

  dispose(): void {
    vscode.Disposable.from(this.following, ...this.open.keys()).dispose();
    this.controller?.dispose();
  }

  private follow(set: ReviewSet): void {
    const key = reviewKey(set);
    for (const [thread, { review, path, ...open }] of this.open) {
      if (review !== key) continue;
      const file = set.files.find((each) => each.path === path);
      const hunk = file && followHunk(open.hunk, open.all, reviewHunks(file));
      if (!hunk) {
        this.open.delete(thread);
        thread.dispose();
      } else if (hunk !== open.hunk) {
        thread.range = rangeOfHunk(hunk, open.place.side);
        this.open.set(thread, { review, path, ...open, hunk, all: reviewHunks(file) });
      }
    }
  }

  private find(place: ThreadPlace, hunk: ReviewHunk): vscode.CommentThread | undefined {
    const key = hunkKey(hunk);
    return [...this.open.keys()].find((thread) => {
      const open = this.open.get(thread);
      return (
        open && open.place.uri.toString() === place.uri.toString() && key === hunkKey(open.hunk)
      );
    });
  }

  private whyOf(set: ReviewSet): string {
    const state = this.sessions.find(set.session)?.view.state;
    const revision = this.reviews.stateOf(set);
    return state && revision ? whyText(state, revision) : reasonOf('');
  }

  private controllerOf(): vscode.CommentController {
    if (!this.controller) {
      const title = vscode.l10n.t('Fixpoint: Why');
      this.controller = vscode.comments.createCommentController('fixpoint.why', title);
      this.controller.options = {
        prompt: vscode.l10n.t('What should the next attempt know?'),
        placeHolder: vscode.l10n.t(
          'What should the next attempt know? "This Time" tells it once, "Always" tells every repair of this workspace.',
        ),
      };
    }
    return this.controller;
  }
}

interface OpenThread {
  readonly review: string;
  readonly path: string;
  readonly place: ThreadPlace;
  readonly hunk: ReviewHunk;
  /** All hunks of the file at that time. */
  readonly all: readonly ReviewHunk[];
}

const APP: vscode.CommentAuthorInformation = { name: 'Fixpoint' };

function commentBy(
  author: vscode.CommentAuthorInformation,
  body: vscode.MarkdownString,
): vscode.Comment {
  return { author, body, mode: vscode.CommentMode.Preview };
}

function labelOf({ set, file, hunk }: ReviewedFile & { readonly hunk: ReviewHunk }): string {
  const line = hunk.newStart + 1;
  return vscode.l10n.t('Why: revision {0}, {1}, line {2}', set.revision, file.path, line);
}
