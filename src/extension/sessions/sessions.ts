import * as vscode from 'vscode';
import type { StepReviewer } from '../host/stepReviewer';
import { RepairSession, type KeptSession, type SessionView } from './repairSession';

/** What can be done to a session while it runs. */
export interface SessionControls {
  readonly stop: () => void;
  readonly steps: StepReviewer;
}

/** The sessions of this window, newest first, and the controls of the one that runs. */
export class Sessions implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly sessions: RepairSession[] = [];
  private controls: SessionControls | undefined;
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
    this.changes.fire();
  }

  begin(session: RepairSession, controls: SessionControls): void {
    this.sessions.unshift(session);
    this.controls = controls;
    this.changes.fire();
  }

  /** Ends the running session; with the sentence about a problem, if that was why. */
  end(session: RepairSession, problem?: string): void {
    session.end(problem);
    this.controls = undefined;
    this.changes.fire();
  }

  /** Tells the listeners that a session's view has changed. */
  changed(): void {
    this.changes.fire();
  }

  dispose(): void {
    this.controls?.stop();
    this.changes.dispose();
  }
}
