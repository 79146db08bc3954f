import * as vscode from 'vscode';
import { isTrustedOrExplain } from '../host/trust';
import { marksText, type AcceptedTests } from '../review/acceptedTests';
import { locateSet } from '../review/locate';
import type { Reviews } from '../review/reviews';
import type { Sessions } from '../sessions/sessions';
import type { CommandHandlers } from './register';

interface AcceptedRooms {
  readonly sessions: Sessions;
  readonly reviews: Reviews;
  readonly accepted: AcceptedTests;
}

/** Testing what was accepted of a revision, at the developer's word. */
export function acceptedCommands(rooms: AcceptedRooms): CommandHandlers {
  return { testAccepted: (argument) => testAccepted(rooms, argument) };
}

async function testAccepted(rooms: AcceptedRooms, argument: unknown): Promise<void> {
  if (!isTrustedOrExplain()) return;
  const located = await locateSet(argument, rooms);
  if (!located) {
    say(
      vscode.l10n.t('There is no revision to test yet. Start with "Fixpoint: Fix Failing Tests".'),
    );
  } else if (rooms.accepted.isBusy) {
    say(vscode.l10n.t('Tests are running already. Stop them first, or wait for their end.'));
  } else {
    const verdict = await rooms.accepted.run(located.set);
    say(verdict ? `${marksText(verdict)}.` : vscode.l10n.t('What you accepted was not tested.'));
  }
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
