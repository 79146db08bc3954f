import * as vscode from 'vscode';

/** Answers "Why" with a comment thread on the hunk; asking again closes it. */
export class WhyThreads implements vscode.Disposable {
  private readonly controller = vscode.comments.createCommentController('fixpoint.why', 'Why');
  private readonly threads = new Map<string, vscode.CommentThread>();

  /** Opens or closes the answer at a line of a proposal. */
  toggle(place: { readonly uri: vscode.Uri; readonly line: number }, body: string): void {
    const key = `${place.uri.toString()}#${String(place.line)}`;
    const open = this.threads.get(key);
    if (open) {
      open.dispose();
      this.threads.delete(key);
      return;
    }
    const range = new vscode.Range(place.line, 0, place.line, 0);
    const comment = {
      body: new vscode.MarkdownString().appendText(body),
      mode: vscode.CommentMode.Preview,
      author: { name: 'Fixpoint' },
    };
    const thread = this.controller.createCommentThread(place.uri, range, [comment]);
    thread.label = 'Why';
    thread.canReply = false;
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    this.threads.set(key, thread);
  }

  /** Closes the answers on a document. */
  clear(uri: vscode.Uri): void {
    for (const [key, thread] of this.threads) {
      if (!key.startsWith(`${uri.toString()}#`)) continue;
      thread.dispose();
      this.threads.delete(key);
    }
  }

  dispose(): void {
    this.controller.dispose();
  }
}
