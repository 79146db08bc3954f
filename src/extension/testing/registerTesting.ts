import * as vscode from 'vscode';
import type { Reviews } from '../review/reviews';
import type { RepairHost } from '../sessions/startRepair';
import { followSessions } from './followSessions';
import { registerRedTestMarks } from './redTestMarks';
import { RedTests } from './redTests';
import { registerTerminalOffer } from './terminalOffer';

export interface TestingRooms {
  readonly host: RepairHost;
  readonly reviews: Reviews;
  readonly onProblem: (problem: unknown) => void;
}

/** Offers repairs wherever tests are shown: at red tests in the editor, and after red runs in a terminal. */
export function registerTesting({ host, reviews, onProblem }: TestingRooms): vscode.Disposable {
  const red = new RedTests();
  return vscode.Disposable.from(
    red,
    followSessions(red, { sessions: host.sessions, reviews }),
    registerRedTestMarks(red),
    registerTerminalOffer(host, onProblem),
  );
}
