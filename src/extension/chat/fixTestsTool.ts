import * as vscode from 'vscode';
import { readSettings } from '../host/readSettings';
import type { Settings } from '../host/settings';
import { problemSentence } from '../host/nextSteps';
import { hostOf } from '../models/modelChoice';
import { endpointsOf } from '../models/endpoints';
import { showOutcome } from '../sessions/showOutcome';
import { runRepair, type RepairHost } from '../sessions/startRepair';
import { escapeMarkdown } from './escapeMarkdown';
import { namesInFolder, repairFolder } from './repairFolder';
import { readToolInput, type ToolInput } from './toolInput';
import { toolResult } from './toolResult';

/** What the developer is asked before an agent may start a repair: what runs, who is sent code, and that nothing is applied. */
export async function prepareFixTests(input: unknown): Promise<vscode.PreparedToolInvocation> {
  const { targets, instruction } = readToolInput(input);
  const folder = await repairFolder(targets);
  const settings = readSettings(folder?.uri);
  const message = [
    vscode.l10n.t(
      'Fixpoint runs the tests of {0} in a private copy, and {1}. Nothing in your files changes until you accept it.',
      `**${escapeMarkdown(folder?.name ?? '')}**`,
      whoProposes(settings),
    ),
    ...(targets.length > 0
      ? [vscode.l10n.t('Tests: {0}', targets.map(escapeMarkdown).join(', '))]
      : []),
    ...(instruction !== undefined
      ? [vscode.l10n.t('Instruction: {0}', escapeMarkdown(instruction))]
      : []),
  ].join('\n\n');
  return {
    invocationMessage: vscode.l10n.t('Repairing failing tests'),
    confirmationMessages: {
      title: vscode.l10n.t('Repair failing tests?'),
      message: new vscode.MarkdownString(message),
    },
  };
}

/** Runs a repair for an agent and tells it how that ended; nothing is applied. Rejects with a sentence when it can't run. */
export async function invokeFixTests(
  host: RepairHost,
  { input, tokenizationOptions }: vscode.LanguageModelToolInvocationOptions<unknown>,
  cancellation: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  const wanted = readToolInput(input);
  const folder = await repairFolder(wanted.targets);
  if (!folder) throw new Error(vscode.l10n.t('Open a folder with tests first.'));
  try {
    const view = await runRepair(host, requestFor(wanted, folder), { cancellation });
    void showOutcome(view);
    const text = toolResult(view, tokenizationOptions?.tokenBudget);
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
  } catch (problem) {
    host.log.error(problem instanceof Error ? problem : String(problem));
    throw new Error(problemSentence(problem), { cause: problem });
  }
}

function requestFor(
  { targets, instruction }: ToolInput,
  folder: vscode.WorkspaceFolder,
): Parameters<typeof runRepair>[1] {
  return {
    title: vscode.l10n.t('Fix tests for an agent'),
    folder: folder.uri,
    targets: namesInFolder(targets, folder),
    ...(instruction !== undefined && { instruction }),
  };
}

function whoProposes(settings: Settings): string {
  switch (settings.provider) {
    case 'builtin':
      return vscode.l10n.t('its built-in search proposes the fixes; no code leaves this machine');
    case 'openai': {
      const { current } = endpointsOf(settings, process.env);
      return vscode.l10n.t('sends the code that it suspects to {0}', hostOf(current));
    }
    case 'vscode':
      return vscode.l10n.t(
        'sends the code that it suspects to the language model {0}',
        escapeMarkdown(settings.model),
      );
  }
}
