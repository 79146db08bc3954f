import * as vscode from 'vscode';
import type { StepReviewer } from '../host/stepReviewer';
import { inOrder } from './inOrder';
import { RepairSession, type KeptSession, type SessionView } from './repairSession';

/** What can be done to a session while it runs. */
export interface SessionControls {
  readonly stop: () => void;
  /** Ends it in the middle, to be gone on with later. */
  readonly cutOff: () => void;
  readonly steps: StepReviewer;
}

/** The sessions of this window, newest first, and the controls of the one that runs. */
export class Sessions implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<string | undefined>();
  private sessions: RepairSession[] = [];
  private controls: SessionControls | undefined;
  /** Fires with the id of the session whose view has changed, or with none when the list has. */
  readonly onDidChange = this.changes.event;

  get views(): readonly SessionView[] {
    return this.sessions.map((session) => session.view);
  }

  get newest(): SessionView | undefined {
    return this.sessions[0]?.view;
  }

  /** The controls of the running session; undefined when none runs. */
  get running(): SessionControls | undefined {
    return this.controls;
  }

  find(id: string): RepairSession | undefined {
    return this.sessions.find((session) => session.view.id === id);
  }

  /** The sessions as plain data, newest first. */
  keep(): readonly KeptSession[] {
    return this.sessions.map((session) => session.keep());
  }

  /** Takes up the sessions that `keep` gave, as ended ones, behind those of this window. */
  restore(kept: readonly KeptSession[]): void {
    this.sessions.push(...kept.map((each) => RepairSession.restore(each)));
    this.changes.fire(undefined);
  }

  /** Begins a session, or goes on with the one of the same id. */
  begin(session: RepairSession, controls: SessionControls): void {
    const others = this.sessions.filter(({ view }) => view.id !== session.view.id);
    this.sessions = [session, ...others];
    this.controls = controls;
    this.changes.fire(undefined);
  }

  /** Takes the sessions that have ended, or those of them with these ids, out of the list, and returns them. */
  remove(ids?: readonly string[]): readonly RepairSession[] {
    const isRemoved = ({ view }: RepairSession): boolean =>
      !view.running && (ids === undefined || ids.includes(view.id));
    const removed = this.sessions.filter(isRemoved);
    this.sessions = this.sessions.filter((session) => !isRemoved(session));
    this.changes.fire(undefined);
    return removed;
  }

  /** Takes a session out of the list, and puts what stood there before in its place, if anything did. */
  takeBack(session: RepairSession, before?: RepairSession): void {
    this.sessions = this.sessions.flatMap((each) => {
      if (each !== session) return [each];
      return before ? [before] : [];
    });
    this.changes.fire(undefined);
  }

  /** Puts back what `remove` took. */
  putBack(removed: readonly RepairSession[]): void {
    this.sessions = inOrder([...this.sessions, ...removed]);
    this.changes.fire(undefined);
  }

  /** Ends the running session; with the sentence about a problem, if that was why. */
  end(session: RepairSession, problem?: string): void {
    session.end(problem);
    this.controls = undefined;
    this.changes.fire(undefined);
  }

  /** Tells the listeners that a session's view has changed. */
  changed({ view }: RepairSession): void {
    this.changes.fire(view.id);
  }

  dispose(): void {
    this.controls?.cutOff();
    this.changes.dispose();
  }
}
