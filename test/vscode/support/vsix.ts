import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { requireHost } from './hostPrograms';
import { poll } from './poll';
import { startProgram } from './processTree';
import { hostEnvironment } from './vscodeServer';

/** A folder of installed extensions that several VS Codes may be started from. Who made it disposes it. */
export interface InstalledExtensions {
  readonly folder: string;
  readonly dispose: () => Promise<void>;
}

/**
 * Packages an extension as a user would get it and installs that .vsix into a new folder.
 * `vscode:prepublish` of its package.json runs first, and dependencies must be bundled by then.
 */
export async function packageAndInstall(extension: string): Promise<InstalledExtensions> {
  const folder = await mkdtemp(join(tmpdir(), 'fixpoint-extensions-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const vsix = join(folder, 'extension.vsix');
  try {
    await createVSIX({ cwd: extension, packagePath: vsix, dependencies: false });
    const extensions = join(folder, 'extensions');
    await installVsix(vsix, extensions);
    return { folder: extensions, dispose };
  } catch (problem) {
    await dispose();
    throw problem;
  }
}

/** A copy of a folder of installed extensions with one more in it, which needs no build. */
export async function installBeside(
  extensionsFolder: string,
  extension: string,
): Promise<InstalledExtensions> {
  const folder = await mkdtemp(join(tmpdir(), 'fixpoint-extensions-'));
  const extensions = join(folder, 'extensions');
  const vsix = join(folder, 'extension.vsix');
  await cp(extensionsFolder, extensions, { recursive: true });
  const quiet = { allowMissingRepository: true, skipLicense: true, dependencies: false };
  await createVSIX({ cwd: extension, packagePath: vsix, ...quiet });
  await installVsix(vsix, extensions);
  return {
    folder: extensions,
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Installs a .vsix file into a folder that `openVsCode` takes as `extensionsFolder`. */
export async function installVsix(vsix: string, extensionsFolder: string): Promise<void> {
  const { node, server } = requireHost();
  const data = await mkdtemp(join(tmpdir(), 'fixpoint-install-'));
  const folders = ['--server-data-dir', data, '--extensions-dir', extensionsFolder];
  const args = [server, '--accept-server-license-terms', ...folders, '--install-extension', vsix];
  const program = startProgram(node, args, {
    cwd: tmpdir(),
    env: hostEnvironment({ TMPDIR: data }),
  });
  try {
    await poll('the extension to be installed', () => program.hasEnded());
    if (!/successfully installed/.test(program.output())) {
      throw new Error(`VS Code refused ${vsix}:\n${program.output()}`);
    }
  } finally {
    await program.stop();
    await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
