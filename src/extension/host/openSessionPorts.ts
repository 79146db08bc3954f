import { join } from 'node:path';
import type * as vscode from 'vscode';
import { openOwnJournal } from '../../adapters/journal/ownJournal';
import { monotonicClock } from '../../adapters/monotonicClock';
import { openWorkspace } from '../../adapters/workspace/nodeWorkspace';
import type { Reviewer } from '../../core/ports';
import type { SolvePorts } from '../../core/session/bench';
import { openModels } from '../models/openModels';
import { folderRunner } from './folderRunner';
import { mirroredRunner } from './mirroredRunner';
import type { Settings } from './settings';
import { unsavedTexts } from './unsavedTexts';

export interface SessionPlace {
  readonly context: vscode.ExtensionContext;
  readonly folder: vscode.Uri;
  readonly settings: Settings;
  /** Absolute path. */
  readonly journalFile: string;
  /** What is to be written, in words; the folder may be without tests then. */
  readonly instruction?: string;
  /** The model of the chat that asks for the session. */
  readonly chatModel?: vscode.LanguageModelChat;
  readonly reviewer: Reviewer;
  /** Called with the live output of each test run. */
  readonly onOutput: (text: string) => void;
}

/** The ports of one session in one folder; the caller disposes of them. Throws an `ExplainedError` when one can't be had. */
export async function openSessionPorts(
  place: SessionPlace,
): Promise<{ readonly ports: SolvePorts; readonly dispose: () => Promise<void> }> {
  const { context, folder, settings, instruction, chatModel, reviewer, onOutput } = place;
  const dist = join(context.extensionPath, 'dist');
  const models = await openModels(settings, {
    secrets: context.secrets,
    ...(chatModel && { chatModel }),
  });
  const runner = await folderRunner({
    context,
    folder,
    settings,
    ...(instruction !== undefined && { instruction }),
  });
  const { createTreeSitterSyntax } = await import('../../adapters/syntax/treeSitterSyntax');
  const syntax = createTreeSitterSyntax({ grammarsFolder: join(dist, 'grammars') });
  const workspace = await openWorkspace({ root: folder.fsPath, unsaved: unsavedTexts(folder) });
  const journal = await openOwnJournal(place.journalFile);
  const ports: SolvePorts = {
    ...models,
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
