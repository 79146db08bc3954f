import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { requireHost } from './hostPrograms';
import { poll } from './poll';
import { startProgram, type RunningProgram } from './processTree';

export interface ServerOptions {
  /** What the user has in settings.json, over `quietSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment variables for the extension host and the terminals; `undefined` removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A folder of installed extensions, copied, so that tests don't share it; see `installVsix`. */
  readonly extensionsFolder?: string;
  readonly flags?: readonly string[];
}

/** A running VS Code server with folders of its own. Whoever started it calls `dispose`. */
export interface VsCodeServer {
  readonly url: string;
  /** Holds `User/settings.json`, `Machine/settings.json`, `User/globalStorage` and `logs`. */
  readonly dataFolder: string;
  readonly output: () => string;
  readonly pid: () => number;
  /** Stops the server and all that it started, and starts it again on the same port and folders. */
  readonly restart: () => Promise<void>;
  /** Stops the server and all that it started, and removes its folders. */
  readonly dispose: () => Promise<void>;
}

/** Settings that keep chance and chatter out of the tests. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  // Whatever blinks or turns is painted again and again, on the processor.
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  // The terminal's text can only be read from the page when it is not painted on a canvas.
  'terminal.integrated.gpuAcceleration': 'off',
  // An extension that starts late would restart the terminal in which a test types already.
  'terminal.integrated.environmentChangesRelaunch': false,
};

/** Starts VS Code's own server on a free loopback port and returns when it listens. */
export async function startVsCodeServer(options: ServerOptions = {}): Promise<VsCodeServer> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'fixpoint-vscode-')));
  const dataFolder = join(folder, 'data');
  const extensionsFolder = join(folder, 'extensions');
  await writeSettings(dataFolder, options.settings ?? {});
  const scratch = join(folder, 'tmp');
  await mkdir(extensionsFolder, { recursive: true });
  await mkdir(scratch);
  if (options.extensionsFolder !== undefined) {
    await cp(options.extensionsFolder, extensionsFolder, { recursive: true });
  }
  const port = await findFreePort();
  const folderFlags = ['--server-data-dir', folder, '--extensions-dir', extensionsFolder];
  const start = (): Promise<RunningProgram> =>
    // VS Code leaves its sockets behind in the temporary folder, so that is one of those removed at the end.
    launch(port, [...folderFlags, ...(options.flags ?? [])], { TMPDIR: scratch, ...options.env });
  const removeFolder = (): Promise<void> =>
    rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  let program = await start().catch(async (problem: unknown) => {
    await removeFolder();
    throw problem;
  });
  return {
    url: `http://127.0.0.1:${String(port)}`,
    dataFolder,
    output: () => program.output(),
    pid: () => program.pid,
    restart: async () => {
      await program.stop();
      program = await start();
    },
    dispose: async () => {
      await program.stop();
      await removeFolder();
    },
  };
}

/**
 * Writes the user's settings: `quietSettings` with the given ones on top. As VS Code itself does on a server, those
 * of machine scope go into the machine's file; elsewhere they are forgotten at the next change of any setting.
 * A window reads them when it opens.
 */
export async function writeSettings(
  dataFolder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const all = Object.entries({ ...quietSettings, ...settings });
  const ofMachine = ([name]: readonly [string, unknown]): boolean => MACHINE_SCOPE.has(name);
  await writeJson(join(dataFolder, 'Machine', 'settings.json'), all.filter(ofMachine));
  const ofUser = all.filter((setting) => !ofMachine(setting));
  await writeJson(join(dataFolder, 'User', 'settings.json'), ofUser);
}

const MACHINE_SCOPE: ReadonlySet<string> = new Set(['fixpoint.baseUrl', 'fixpoint.endpoints']);

async function writeJson(
  file: string,
  entries: readonly (readonly [string, unknown])[],
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(Object.fromEntries(entries), undefined, 2));
}

/** The environment of a program of the host: the test's own, without what would change Node or VS Code. */
export function hostEnvironment(extra: ServerOptions['env'] = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) =>
      !/^(VITEST|NODE_OPTIONS|NODE_ENV|NODE_V8_COVERAGE|VSCODE_|ELECTRON_|XDG_RUNTIME_DIR|npm_)/.test(
        name,
      ),
  );
  return { ...Object.fromEntries(own), SHELL: '/bin/bash', ...extra };
}

async function launch(
  port: number,
  flags: readonly string[],
  env: ServerOptions['env'],
): Promise<RunningProgram> {
  const { node, server } = requireHost();
  const listening = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  const args = [server, '--accept-server-license-terms', ...listening, ...flags];
  const program = startProgram(node, args, { cwd: tmpdir(), env: hostEnvironment(env) });
  try {
    await poll(
      'the VS Code server to listen',
      () => {
        if (program.hasEnded()) return true;
        return program.output().includes('Extension host agent listening on');
      },
      { timeoutMs: 60_000 },
    );
    if (program.hasEnded()) throw new Error('The VS Code server ended at once.');
  } catch (problem) {
    await program.stop();
    throw new Error(`VS Code's server did not start. It printed:\n${program.output()}`, {
      cause: problem,
    });
  }
  return program;
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}
