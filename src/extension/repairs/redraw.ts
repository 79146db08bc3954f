import * as vscode from 'vscode';
import type { Reviews } from '../review/reviews';
import type { SessionView } from '../sessions/repairSession';
import type { Sessions } from '../sessions/sessions';
import { changedPart } from './changedPart';

/** What of a session has to be drawn again. */
export interface ChangedSession {
  readonly session: string;
  readonly part: 'all' | 'now';
}

/** Redrawing more often than this can't be seen, and a search reports progress many times a second. */
const REDRAW_EVERY_MS = 100;

/** Gathers changes and tells, not too often, what has to be drawn again: some sessions, or (with none) the whole list. */
export class Redraw implements vscode.Disposable {
  private readonly listeners: readonly vscode.Disposable[];
  private readonly lastDrawn = new Map<string, SessionView>();
  private readonly changed = new Set<string>();
  private readonly reviewed = new Set<string>();
  private hasNewList = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: Sessions,
    reviews: Reviews,
    private readonly draw: (changed: readonly ChangedSession[] | undefined) => void,
  ) {
    this.listeners = [
      sessions.onDidChange((session) => {
        if (session === undefined) this.hasNewList = true;
        else this.changed.add(session);
        this.drawSoon();
      }),
      reviews.onDidChange(({ session }) => {
        this.reviewed.add(session);
        this.drawSoon();
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.listeners).dispose();
  }

  private drawSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.drawNow();
    }, REDRAW_EVERY_MS);
  }

  private drawNow(): void {
    const parts = this.hasNewList ? undefined : this.parts();
    for (const view of this.sessions.views) this.lastDrawn.set(view.id, view);
    this.changed.clear();
    this.reviewed.clear();
    this.hasNewList = false;
    if (parts === undefined || parts.length > 0) this.draw(parts);
  }

  private parts(): readonly ChangedSession[] {
    return [...new Set([...this.changed, ...this.reviewed])].flatMap((session) => {
      const view = this.sessions.find(session)?.view;
      const last = this.lastDrawn.get(session);
      if (!view || !last || this.reviewed.has(session)) return [{ session, part: 'all' as const }];
      const part = changedPart(last, view);
      return part === undefined ? [] : [{ session, part }];
    });
  }
}
