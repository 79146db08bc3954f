import * as vscode from 'vscode';
import { readSettings } from '../host/readSettings';
import type { Settings } from '../host/settings';
import { problemSentence } from '../host/nextSteps';
import { hostOf } from '../models/modelChoice';
import { endpointsOf } from '../models/endpoints';
import { NotTrusted } from '../sessions/errors/notTrusted';
import { showOutcome } from '../sessions/showOutcome';
import { runRepair, type RepairHost } from '../sessions/startRepair';
import { escapeMarkdown } from './escapeMarkdown';
import { namesInFolder, repairFolder } from './repairFolder';
import { readToolInput, type ToolInput } from './toolInput';
import { toolQuestion } from './toolQuestion';
import { toolResult } from './toolResult';

/** Asks the developer before an agent may start a repair. Rejects with a sentence when none can run. */
export async function prepareFixTests(input: unknown): Promise<vscode.PreparedToolInvocation> {
  if (!vscode.workspace.isTrusted) throw new NotTrusted();
  const wanted = readToolInput(input);
  const folder = await openFolder(wanted);
  const question = toolQuestion(wanted, folder.name, whoProposes(readSettings(folder.uri)));
  return {
    invocationMessage: vscode.l10n.t('Repairing failing tests'),
    confirmationMessages: {
      title: vscode.l10n.t('Repair failing tests?'),
      message: new vscode.MarkdownString(question),
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
  const folder = await openFolder(wanted);
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

async function openFolder({ targets }: ToolInput): Promise<vscode.WorkspaceFolder> {
  const folder = await repairFolder(targets);
  if (!folder) throw new Error(vscode.l10n.t('Open a folder with tests first.'));
  return folder;
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
