import * as vscode from 'vscode';
import type { Reviews } from '../review/reviews';
import type { RepairHost } from '../sessions/startRepair';
import { followSessions } from './followSessions';
import { OwnTestsSwitch } from './ownTestsSwitch';
import { registerRedTestMarks } from './redTestMarks';
import { RedTests } from './redTests';
import { registerTerminalOffer } from './terminalOffer';

export interface TestingRooms {
  readonly host: RepairHost;
  readonly reviews: Reviews;
  readonly onProblem: (problem: unknown) => void;
}

/** Shows the tests where nobody else does, and offers repairs at red tests in the editor and after red runs in a terminal. */
export function registerTesting({ host, reviews, onProblem }: TestingRooms): vscode.Disposable {
  const red = new RedTests();
  const tests = new OwnTestsSwitch({ context: host.context, red, onProblem });
  const onBaseline = tests.show.bind(tests);
  return vscode.Disposable.from(
    red,
    tests,
    followSessions({ sessions: host.sessions, reviews, red, onBaseline }),
    registerRedTestMarks(red),
    registerTerminalOffer(host, onProblem),
  );
}
