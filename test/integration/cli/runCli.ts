import { spawn } from 'node:child_process';
import path from 'node:path';
import { temporaryFolder } from '../../support/temporaryFolder';

const CLI = path.resolve(import.meta.dirname, '../../../dist/cli.js');

/** How a run of the command line ended. */
export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run is given besides its arguments. */
export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs; the repository's own folder by default. */
  readonly cwd?: string;
  /** Called once the process runs; may send one signal. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
  /** Called with all output so far, after each piece; may send one signal, later ones are left out. */
  readonly onOutput?: (stdout: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the bundled command line with a state and a cache folder of its own. */
export function runCli(
  args: readonly string[],
  { env = {}, cwd, onStart, onOutput }: CliOptions = {},
): Promise<CliRun> {
  const home = temporaryFolder();
  const { OPENAI_API_KEY: _, OPENAI_BASE_URL: __, OPENAI_MODEL: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: { ...inherited, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const kill = (signal: NodeJS.Signals): void => {
    if (!child.killed) child.kill(signal);
  };
  child.once('spawn', () => onStart?.(kill));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onOutput?.(stdout, kill);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
  });
}

/** The JSON objects that a run printed, one per line. */
export function jsonLines({ stdout }: CliRun): readonly Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
