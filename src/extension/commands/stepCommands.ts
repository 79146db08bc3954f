import * as vscode from 'vscode';
import { writeUserSetting, readSettings } from '../host/readSettings';
import { readTarget } from '../review/reviewTarget';
import type { SessionControls, Sessions } from '../sessions/sessions';
import type { CommandHandlers } from './register';

/** Steering a running repair. */
export function stepCommands(sessions: Sessions): CommandHandlers {
  return {
    step: withRunning(sessions, ({ steps }) => {
      steps.step();
    }),
    continue: withRunning(sessions, ({ steps }) => {
      steps.continue();
    }),
    stop: withRunning(sessions, ({ stop }) => {
      stop();
    }),
    giveHint: withRunning(sessions, giveHint),
    continueFromRevision: withRunning(sessions, ({ steps }, argument) =>
      continueFrom(steps, sessions, argument),
    ),
    toggleStepMode: () => toggleStepMode(sessions),
  };
}

function withRunning(
  sessions: Sessions,
  act: (controls: SessionControls, argument: unknown) => void | Promise<void>,
): (argument: unknown) => void | Promise<void> {
  return (argument) => {
    if (sessions.running) return act(sessions.running, argument);
    void vscode.window.showInformationMessage(vscode.l10n.t('No repair is running.'));
  };
}

async function giveHint({ steps }: SessionControls): Promise<void> {
  const hint = await vscode.window.showInputBox({
    title: vscode.l10n.t('Give a hint'),
    prompt: vscode.l10n.t('What should the next attempt know? It becomes part of the feedback.'),
    placeHolder: vscode.l10n.t('Amounts are in cents, not in euros'),
    ignoreFocusOut: true,
  });
  if (hint !== undefined && hint.trim() !== '') steps.say({ hint: hint.trim() });
}

async function continueFrom(
  steps: SessionControls['steps'],
  sessions: Sessions,
  argument: unknown,
): Promise<void> {
  const target = readTarget(argument);
  if (target && 'revision' in target) {
    if (target.session === sessions.newest?.id) steps.say({ from: target.revision });
    return;
  }
  const numbers = sessions.newest?.state.revisions.map((each) => each.revision.number) ?? [];
  const items = [
    { label: vscode.l10n.t('The code as it was'), from: 0 },
    ...numbers.map((from) => ({ label: vscode.l10n.t('Revision {0}', from), from })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Continue from'),
  });
  if (picked) steps.say({ from: picked.from });
}

async function toggleStepMode(sessions: Sessions): Promise<void> {
  const stepping = !(sessions.running?.steps.stepping ?? readSettings().stepMode);
  sessions.running?.steps.setStepping(stepping);
  await writeUserSetting('stepMode', stepping);
  const sentence = stepping
    ? vscode.l10n.t('Step mode is on: a repair pauses after each iteration.')
    : vscode.l10n.t('Step mode is off: a repair runs to its end.');
  vscode.window.setStatusBarMessage(sentence, MESSAGE_MS);
}

/** Long enough to read one sentence. */
const MESSAGE_MS = 4000;
