import * as vscode from 'vscode';
import { reviewHunks, type ReviewHunk } from './fileReview';
import { hunkKey, type ReviewSet } from './reviewSet';
import type { ReviewedFile, Reviews } from './reviews';
import { shownUri } from './reviewUri';

/** Answers "Why" with a comment thread on the hunk, until it is decided or asked again. */
export class WhyThreads implements vscode.Disposable {
  private readonly controller = vscode.comments.createCommentController('fixpoint.why', 'Why');
  private readonly threads = new Map<string, vscode.CommentThread>();
  private readonly watcher: vscode.Disposable;

  constructor(reviews: Reviews) {
    this.watcher = reviews.onDidChange((set) => {
      this.closeDecided(set);
    });
  }

  /** Opens or closes the answer on a hunk. */
  toggle({ set, file }: ReviewedFile, hunk: ReviewHunk, body: string): void {
    const uri = shownUri(set, file.path);
    const key = threadKey(uri, hunk);
    if (this.threads.has(key)) this.close(key);
    else this.threads.set(key, this.open(new vscode.Location(uri, lineOf(hunk)), body));
  }

  dispose(): void {
    vscode.Disposable.from(this.watcher, this.controller).dispose();
  }

  private open({ uri, range }: vscode.Location, body: string): vscode.CommentThread {
    const comment: vscode.Comment = {
      body: new vscode.MarkdownString().appendText(body),
      mode: vscode.CommentMode.Preview,
      author: { name: 'Fixpoint' },
    };
    const thread = this.controller.createCommentThread(uri, range, [comment]);
    thread.label = 'Why';
    thread.canReply = false;
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    return thread;
  }

  private closeDecided(set: ReviewSet): void {
    for (const file of set.files) {
      const uri = shownUri(set, file.path);
      const open = new Set(reviewHunks(file).map((hunk) => threadKey(uri, hunk)));
      for (const key of this.threads.keys()) {
        if (key.startsWith(keyStart(uri)) && !open.has(key)) this.close(key);
      }
    }
  }

  private close(key: string): void {
    this.threads.get(key)?.dispose();
    this.threads.delete(key);
  }
}

function threadKey(uri: vscode.Uri, hunk: ReviewHunk): string {
  return keyStart(uri) + hunkKey(hunk);
}

function keyStart(uri: vscode.Uri): string {
  return `${uri.toString()}#`;
}

/** The thread lies below its hunk, so that the hunk is read first. */
function lineOf({ newStart, newLines }: ReviewHunk): vscode.Position {
  return new vscode.Position(newStart + Math.max(0, newLines.length - 1), 0);
}
