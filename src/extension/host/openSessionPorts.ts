import { dirname, join } from 'node:path';
import type * as vscode from 'vscode';
import type { OpenJournal } from '../../adapters/journal/jsonLinesJournal';
import { openOwnJournal } from '../../adapters/journal/ownJournal';
import { removeOldJournals } from '../../adapters/journal/removeOldJournals';
import { monotonicClock } from '../../adapters/monotonicClock';
import { secretValues } from '../../adapters/processes/processEnvironment';
import { openWorkspace } from '../../adapters/workspace/nodeWorkspace';
import type { Reviewer } from '../../core/ports';
import type { SolvePorts } from '../../core/session/bench';
import type { Journal } from '../../core/session/journal';
import { openModels } from '../models/openModels';
import { folderRunner, type RunnerPlace } from './folderRunner';
import { mirroredRunner } from './mirroredRunner';
import type { Settings } from './settings';
import { unsavedTexts } from './unsavedTexts';

export interface SessionPlace {
  readonly context: vscode.ExtensionContext;
  readonly folder: vscode.Uri;
  readonly settings: Settings;
  /** Its own journal when it is open already, or the absolute path of one to open. */
  readonly journal: OpenJournal | string;
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
  const models = await openModels(settings, {
    secrets: context.secrets,
    ...(chatModel && { chatModel }),
  });
  const testing = await openTestPorts({
    context,
    folder,
    settings,
    onOutput,
    ...(instruction !== undefined && { instruction }),
  });
  const { journal, closeJournal } = await journalOf(place, testing.dispose);
  const dispose = async (): Promise<void> => {
    await closeJournal();
    await testing.dispose();
  };
  const secrets = secretValues(process.env);
  return { ports: { ...models, ...testing.ports, reviewer, journal, secrets }, dispose };
}

/** What tests need to be run on a folder as it is now, unsaved texts included. */
export type TestPorts = Pick<SolvePorts, 'workspace' | 'runner' | 'syntax' | 'clock'>;

/** The ports of running the tests of one folder; the caller disposes of them. Throws an `ExplainedError` when they can't run. */
export async function openTestPorts({
  onOutput,
  ...place
}: RunnerPlace & Pick<SessionPlace, 'onOutput'>): Promise<{
  readonly ports: TestPorts;
  readonly dispose: () => Promise<void>;
}> {
  const { context, folder } = place;
  const runner = await folderRunner(place);
  const { createTreeSitterSyntax } = await import('../../adapters/syntax/treeSitterSyntax');
  const grammarsFolder = join(context.extensionPath, 'dist', 'grammars');
  const workspace = await openWorkspace({ root: folder.fsPath, unsaved: unsavedTexts(folder) });
  const ports = {
    workspace,
    runner: mirroredRunner(runner, { root: folder.fsPath, onOutput }),
    syntax: createTreeSitterSyntax({ grammarsFolder }),
    clock: monotonicClock,
  };
  return { ports, dispose: () => workspace.dispose() };
}

/** Whoever opened a journal closes it; without one there is no session. */
async function journalOf(
  { journal }: SessionPlace,
  giveUp: () => Promise<void>,
): Promise<{ readonly journal: Journal; readonly closeJournal: () => Promise<void> }> {
  if (typeof journal !== 'string') return { journal, closeJournal: () => Promise.resolve() };
  try {
    await removeOldJournals(dirname(journal));
    const own = await openOwnJournal(journal);
    return { journal: own, closeJournal: () => own.close() };
  } catch (problem) {
    await giveUp();
    throw problem;
  }
}
