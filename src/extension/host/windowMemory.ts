import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { reviewKey } from '../review/reviewSet';
import type { Reviews } from '../review/reviews';
import type { KeptSession } from '../sessions/repairSession';
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
  /** What the files hold, by key: views and reviews are replaced when they change, never altered. */
  private readonly kept = new Map<string, unknown>();
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
    const found = await Promise.all(roots.map((root) => readKept(this.folderOf(root))));
    const kept = found.flatMap((each) => each.sessions);
    const ids = new Set(kept.map(({ view }) => view.id));
    // Who sees a session may open a review of it at once, which must not begin anew.
    const wanted = found.flatMap((each) => each.reviews).filter((set) => ids.has(set.session));
    await reviews.restore(wanted);
    sessions.restore(kept.sort((a, b) => (a.view.id < b.view.id ? 1 : -1)));
    for (const { view } of sessions.keep()) {
      if (!ids.has(view.id)) continue;
      this.kept.set(view.id, view);
      this.roots.set(view.id, view.root);
    }
    const keys = new Set(wanted.map(reviewKey));
    for (const set of reviews.all) if (keys.has(reviewKey(set))) this.kept.set(reviewKey(set), set);
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
      if (this.isKept(id, session.view)) continue;
      this.roots.set(id, root);
      keepSession(this.folderOf(root), session);
      changed.add(root);
    }
    for (const set of this.rooms.reviews.all) {
      if (this.isKept(reviewKey(set), set)) continue;
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
      this.kept.delete(id);
      forgetSession(this.folderOf(root), id);
    }
  }

  /** Takes it for kept from now on. */
  private isKept(key: string, value: unknown): boolean {
    if (this.kept.get(key) === value) return true;
    this.kept.set(key, value);
    return false;
  }

  private folderOf(root: string): string {
    const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
    return join(this.storage.fsPath, 'folders', name);
  }
}

function ended(session: KeptSession): KeptSession {
  return { ...session, view: { ...session.view, running: false } };
}
