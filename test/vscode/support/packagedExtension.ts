import type { TestProject } from 'vitest/node';
import { repository } from './buildSuite';
import { skipWithoutHost } from './hostPrograms';
import { packageAndInstall } from './vsix';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder with Fixpoint as a user has it installed; empty where no VS Code can run. */
    readonly extensionsFolder: string;
  }
}

/** Packages and installs the extension once for all files of a run; returns what removes it again. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (skipWithoutHost()) {
    project.provide('extensionsFolder', '');
    return () => Promise.resolve();
  }
  const { folder, dispose } = await packageAndInstall(repository);
  project.provide('extensionsFolder', folder);
  return dispose;
}
