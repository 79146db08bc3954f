import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { TestRunner } from '../../core/ports';
import { closedRunner } from './closedRunner';
import type { Settings } from './settings';

export interface RunnerPlace {
  readonly context: Pick<vscode.ExtensionContext, 'extensionPath'>;
  readonly folder: vscode.Uri;
  readonly settings: Pick<Settings, 'runner' | 'testCommand' | 'sandbox'>;
  /** What is to be written, in words; the folder may be without tests then. */
  readonly instruction?: string;
}

/** The test runner of a workspace folder, as the settings have it; throws an `ExplainedError` when there is none. */
export async function folderRunner(place: RunnerPlace): Promise<TestRunner> {
  const { context, folder, settings, instruction } = place;
  const { detectTestRunner } =
    await import('../../adapters/testRunners/detection/detectTestRunner');
  const found = await detectTestRunner({
    root: folder.fsPath,
    reportersFolder: join(context.extensionPath, 'dist', 'reporters'),
    ...(instruction !== undefined && { mayLackTests: true, instruction }),
    ...(settings.runner !== undefined && { name: settings.runner }),
    ...(settings.testCommand !== undefined && { command: settings.testCommand }),
  });
  return closedRunner(found, { root: folder.fsPath, mode: settings.sandbox });
}
