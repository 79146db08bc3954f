import { execa } from 'execa';
import { readdir } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExplainedError } from '../../core/errors';
import { findPrograms, isInside, realPathOr } from './findProgram';
import { secretPlaces } from './secretPlaces';
import { toolCaches } from './toolCaches';

/**
 * How far runs of tests are closed off: `auto`, where the system can, from the user's files and secrets; `strict` also
 * from the network, and nothing runs where that can't be done.
 */
export const SANDBOX_MODES = ['off', 'auto', 'strict'] as const;
export type SandboxMode = (typeof SANDBOX_MODES)[number];

/** A sandbox that works on this machine. */
export interface Sandbox {
  /** Absolute path of bubblewrap. */
  readonly program: string;
  readonly hasNetwork: boolean;
  /** Real absolute path of the folder whose copies are tested. */
  readonly workspace: string;
}

/** A command as it is started, and whether a sandbox is around it. */
export interface ClosedCommand {
  readonly command: readonly string[];
  readonly isClosed: boolean;
}

/** Longest start of an empty sandbox, in milliseconds. */
const PROBE_MS = 10_000;
/** Folders that are made for runs in the system's temporary folder, by the names that `mkdtemp` gives. */
const OWN_FOLDER = /^fixpoint-(run|warm|build)-/;
/** Sockets of programs that do things for the user. */
const DOOR = /^(ssh-|gpg-|dbus-|tmux-|screens?$|vscode-(ipc|git|ssh))/;
/** Shells and bubblewrap tell a signal by an exit code above this. */
const SIGNAL_BASE = 128;

interface ClosedTree extends Sandbox {
  /** Absolute path of a private folder below one of our own, for the caches of build tools. */
  readonly caches: string;
}

/** Trees whose runs are closed off, by their absolute path. */
const closedTrees = new Map<string, ClosedTree>();

/**
 * The sandbox of this mode, undefined where none is wanted or, with `auto`, where none works. Throws an `ExplainedError`
 * when it has to be there and is not.
 */
export async function openSandbox(mode: SandboxMode, root: string): Promise<Sandbox | undefined> {
  if (mode === 'off') return undefined;
  const hasNetwork = mode !== 'strict';
  const workspace = await realPathOr(root);
  const isLinux = process.platform === 'linux';
  for (const program of isLinux ? await findPrograms('bwrap', workspace) : []) {
    const sandbox = { program, hasNetwork, workspace };
    if (await works(sandbox)) return sandbox;
  }
  if (mode === 'auto') return undefined;
  throw new ExplainedError(`${NO_SANDBOX} Or choose another sandbox than "strict".`, 'environment');
}

/** What is told once where a sandbox is wanted and there is none. */
export const NO_SANDBOX =
  'Tests can not be run in a sandbox here: that takes Linux with bubblewrap (`bwrap`) and user namespaces. Install it to have one.';

/** From now on every process that is started in this tree, or below it, is closed off. */
export function closeTree(root: string, tree: ClosedTree): void {
  closedTrees.set(root, tree);
}

/** Forgets a tree that is gone, and trees inside of it. */
export function forgetTree(root: string): void {
  for (const tree of closedTrees.keys()) if (isInside(tree, root)) closedTrees.delete(tree);
}

/** The command that starts this one in the sandbox of its tree, if that has one. */
export async function closedCommand({
  command,
  cwd,
  environment = {},
}: {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}): Promise<ClosedCommand> {
  const found = [...closedTrees].find(([root]) => isInside(cwd, root));
  if (found === undefined) return { command, isClosed: false };
  const [root, tree] = found;
  const told = { ...process.env, ...environment };
  const named = [...command, ...Object.values(told), cwd, tree.workspace, tree.caches].join('\n');
  // What lies in a place has to come after it.
  const places = await Promise.all([
    temporaryPlaces(named),
    ownPlaces(root),
    toolCaches(tree.caches, told),
    hiddenPlaces(),
  ]);
  const args = [...closedArguments(tree), ...places.flat(), '--chdir', cwd];
  return { command: [tree.program, ...args, '--', ...command], isClosed: true };
}

/** The name of the signal that an exit code of a closed command stands for. */
export function signalOf(exitCode: number): string | undefined {
  const names = Object.entries(constants.signals);
  return names.find(([, number]) => number + SIGNAL_BASE === exitCode)?.[0];
}

async function works(sandbox: Sandbox): Promise<boolean> {
  const args = [...closedArguments(sandbox), '--', '/bin/true'];
  const { exitCode } = await execa(sandbox.program, args, { reject: false, timeout: PROBE_MS });
  return exitCode === 0;
}

/** Everything can be read and nothing written; no process is seen but those of the run, and all end with it. */
function closedArguments({ hasNetwork }: Sandbox): readonly string[] {
  return [
    ...['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'],
    ...['--unshare-pid', '--die-with-parent', '--cap-drop', 'ALL'],
    ...(hasNetwork ? [] : ['--unshare-net']),
  ];
}

/**
 * Temporary folders of the run's own. Of what is in the system's it sees what command and environment name, because
 * programs and projects may lie there; of that it can write our own folders only.
 */
async function temporaryPlaces(named: string): Promise<readonly string[]> {
  const written = await Promise.all(['/tmp', '/var/tmp', tmpdir()].map(realPathOr));
  // What lies in another one has to come after it.
  const folders = [...new Set(written)].sort((one, other) => one.length - other.length);
  return (await Promise.all(folders.map((folder) => emptied(folder, named)))).flat();
}

async function emptied(folder: string, named: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const entries = names.flatMap((name) => {
    const path = join(folder, name);
    if (DOOR.test(name) || !named.includes(path)) return [];
    return [OWN_FOLDER.test(name) ? '--bind-try' : '--ro-bind-try', path, path];
  });
  return ['--tmpfs', folder, ...entries];
}

async function ownPlaces(tree: string): Promise<readonly string[]> {
  const paths = new Set([tree, await realPathOr(tree)]);
  return [...paths].flatMap((path) => ['--bind', path, path]);
}

async function hiddenPlaces(): Promise<readonly string[]> {
  const places = await secretPlaces();
  return places.flatMap(({ path, isFolder }) =>
    isFolder ? ['--tmpfs', path] : ['--ro-bind', '/dev/null', path],
  );
}
