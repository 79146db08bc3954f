import { basename } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import { findPrograms } from '../../processes/findProgram';
import { runProcess } from '../../processes/runProcess';

/** A Node.js executable. */
export interface NodeProgram {
  /** Absolute path. */
  readonly path: string;
  readonly major: number;
  readonly minor: number;
}

const PROBE_LIMITS = { timeoutMs: 20_000, silenceMs: 20_000 };

/**
 * The Node that runs this process, else (inside an editor) the first one in `PATH` outside the workspace. Throws an
 * `ExplainedError` when there is none.
 */
export async function findNode(workspace: string): Promise<NodeProgram> {
  if (isRealNode()) return { path: process.execPath, ...releaseOf(process.version) };
  for (const path of await findPrograms('node', workspace)) {
    const probe = { command: [path, '--version'], cwd: workspace, limits: PROBE_LIMITS };
    const { output, exitCode } = await runProcess(probe, new AbortController().signal);
    if (exitCode === 0 && output.startsWith('v')) return { path, ...releaseOf(output) };
  }
  throw new ExplainedError(
    'No Node.js was found to run the tests with: install Node.js 20 or newer, or add the folder of `node` to PATH.',
    'environment',
  );
}

function isRealNode(): boolean {
  return (
    process.versions['electron'] === undefined && /^node(\.exe)?$/.test(basename(process.execPath))
  );
}

function releaseOf(version: string): Omit<NodeProgram, 'path'> {
  const [major = 0, minor = 0] = (version.match(/\d+/g) ?? []).map(Number);
  return { major, minor };
}
