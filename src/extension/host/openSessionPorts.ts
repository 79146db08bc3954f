import { join } from 'node:path';
import type * as vscode from 'vscode';
import { openJournal } from '../../adapters/journal/jsonLinesJournal';
import { monotonicClock } from '../../adapters/monotonicClock';
import { detectTestRunner } from '../../adapters/testRunners/detectTestRunner';
import { openWorkspace } from '../../adapters/workspace/nodeWorkspace';
import type { Model, Reviewer } from '../../core/ports';
import type { SolvePorts } from '../../core/session/bench';
import { readApiKey } from './apiKey';
import { mirroredRunner } from './mirroredRunner';
import { NoModelChosen } from './noModelChosen';
import type { Settings } from './settings';
import { unsavedTexts } from './unsavedTexts';

export interface SessionPlace {
  readonly context: vscode.ExtensionContext;
  readonly folder: vscode.Uri;
  readonly settings: Settings;
  readonly sessionId: string;
  readonly reviewer: Reviewer;
  /** Called with the live output of each test run. */
  readonly onOutput: (text: string) => void;
}

/** The ports of one session in one folder; the caller disposes of them. Throws an `ExplainedError` when one can't be had. */
export async function openSessionPorts(
  place: SessionPlace,
): Promise<{ readonly ports: SolvePorts; readonly dispose: () => Promise<void> }> {
  const { context, folder, settings, sessionId, reviewer, onOutput } = place;
  const dist = join(context.extensionPath, 'dist');
  const model = await openModel(settings, context.secrets);
  const runner = await detectTestRunner({
    root: folder.fsPath,
    reportersFolder: join(dist, 'reporters'),
    ...(settings.runner !== undefined && { name: settings.runner }),
    ...(settings.testCommand !== undefined && { command: settings.testCommand }),
  });
  const { createTreeSitterSyntax } = await import('../../adapters/syntax/treeSitterSyntax');
  const syntax = createTreeSitterSyntax({ grammarsFolder: join(dist, 'grammars') });
  const workspace = await openWorkspace({ root: folder.fsPath, unsaved: unsavedTexts(folder) });
  const journal = await openJournal(journalFile(context, sessionId));
  const ports: SolvePorts = {
    ...(model && { model }),
    workspace,
    runner: mirroredRunner(runner, onOutput),
    syntax,
    reviewer,
    journal,
    clock: monotonicClock,
  };
  const dispose = async (): Promise<void> => {
    await journal.close();
    await workspace.dispose();
  };
  return { ports, dispose };
}

async function openModel(
  settings: Settings,
  secrets: vscode.SecretStorage,
): Promise<Model | undefined> {
  if (settings.provider === 'builtin') return undefined;
  const model = settings.model === '' ? process.env['OPENAI_MODEL'] : settings.model;
  if (model === undefined) throw new NoModelChosen();
  const apiKey = await readApiKey(secrets);
  const { createOpenAiModel } = await import('../../adapters/models/openAiModel');
  return createOpenAiModel({
    model,
    ...(apiKey !== undefined && { apiKey }),
    ...(settings.baseUrl !== undefined && { baseUrl: settings.baseUrl }),
  });
}

function journalFile(context: vscode.ExtensionContext, sessionId: string): string {
  const storage = context.storageUri ?? context.globalStorageUri;
  return join(storage.fsPath, 'sessions', `${sessionId}.jsonl`);
}
