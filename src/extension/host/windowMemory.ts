import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { changedPart } from '../repairs/changedPart';
import { isDecidedAlike } from '../review/isDecidedAlike';
import { reviewKey, type ReviewSet } from '../review/reviewSet';
import type { Reviews } from '../review/reviews';
import { inOrder } from '../sessions/inOrder';
import type { KeptSession, SessionView } from '../sessions/repairSession';
import type { Sessions } from '../sessions/sessions';
import { forgetOldSessions, forgetSession, keepReview, keepSession, readKept } from './keptFiles';

/** A crash loses no more than this, or of long sessions so many times what keeping them takes. */
const SAVE_AFTER_MS = 300;
const REST_PER_SAVE = 20;

interface Rooms {
  readonly sessions: Sessions;
  readonly reviews: Reviews;
}

/**
 * Keeps the sessions and reviews of each workspace folder in files, soon after each change, for the time after a
 * reload. Several windows may have a folder open: each writes only what it has changed itself.
 */
export class WindowMemory implements vscode.Disposable {
  private readonly listeners: readonly vscode.Disposable[];
  /** What the files hold, by id and key: views and reviews are replaced when they change, never altered. */
  private readonly views = new Map<string, SessionView>();
  private readonly sets = new Map<string, ReviewSet>();
  /** The folders of the sessions that files hold, by id. */
  private readonly roots = new Map<string, string>();
  /** What keeping took last. */
  private saveMs = 0;
  private timer: NodeJS.Timeout | undefined;

  /** `storage` is common to all windows. VS Code gives the storage of a workspace to only one of them. */
  constructor(
    private readonly storage: vscode.Uri,
    private readonly rooms: Rooms,
  ) {
    const saveSoon = (): void => {
      this.timer ??= setTimeout(
        () => {
          this.save();
        },
        SAVE_AFTER_MS + REST_PER_SAVE * this.saveMs,
      );
    };
    this.listeners = [rooms.sessions.onDidChange(saveSoon), rooms.reviews.onDidChange(saveSoon)];
  }

  /** Takes up what was kept for the folders that are open now. */
  async restore(): Promise<void> {
    const { sessions, reviews } = this.rooms;
    const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
    const found = await Promise.all(roots.map((root) => readKept(this.folderOf(root), root)));
    const kept = found.flatMap((each) => each.sessions);
    const ids = new Set(kept.map(({ view }) => view.id));
    // Who sees a session may open a review of it at once, which must not begin anew.
    const wanted = found.flatMap((each) => each.reviews).filter((set) => ids.has(set.session));
    for (const set of wanted) this.sets.set(reviewKey(set), set);
    await reviews.restore(wanted);
    sessions.restore(inOrder(kept));
    for (const { view } of sessions.keep()) {
      if (!ids.has(view.id)) continue;
      this.views.set(view.id, view);
      this.roots.set(view.id, view.root);
    }
  }

  /** Keeps what is still to be kept; what runs ends with the window. */
  dispose(): void {
    vscode.Disposable.from(...this.listeners).dispose();
    this.save();
    for (const session of this.rooms.sessions.keep()) {
      if (session.view.running) keepSession(this.folderOf(session.view.root), ended(session));
    }
  }

  private save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const startMs = performance.now();
    const changed = new Set<string>();
    for (const session of this.rooms.sessions.keep()) {
      const { id, root } = session.view;
      if (this.isKept(session.view)) continue;
      this.views.set(id, session.view);
      this.roots.set(id, root);
      keepSession(this.folderOf(root), session);
      changed.add(root);
    }
    for (const set of this.rooms.reviews.all) {
      if (!this.rooms.sessions.find(set.session) || this.isDecidedAsKept(set)) continue;
      this.sets.set(reviewKey(set), set);
      keepReview(this.folderOf(set.root), set);
      changed.add(set.root);
    }
    for (const root of changed) forgetOldSessions(this.folderOf(root));
    this.forgetRemoved();
    this.saveMs = performance.now() - startMs;
  }

  private forgetRemoved(): void {
    for (const [id, root] of this.roots) {
      if (this.rooms.sessions.find(id)) continue;
      this.roots.delete(id);
      this.views.delete(id);
      for (const [key, set] of this.sets) if (set.session === id) this.sets.delete(key);
      forgetSession(this.folderOf(root), id);
    }
  }

  /** What a session does just now changes many times a second, and is nothing that outlives the window. */
  private isKept(view: SessionView): boolean {
    const kept = this.views.get(view.id);
    return kept !== undefined && (kept === view || changedPart(kept, view) === 'now');
  }

  /** Real files change in every window at once: to keep these would overwrite what another one has decided. */
  private isDecidedAsKept(set: ReviewSet): boolean {
    const kept = this.sets.get(reviewKey(set));
    return kept !== undefined && isDecidedAlike(kept, set);
  }

  private folderOf(root: string): string {
    const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
    return join(this.storage.fsPath, 'folders', name);
  }
}

function ended(session: KeptSession): KeptSession {
  return { ...session, view: { ...session.view, running: false } };
}
