import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ExplainedError } from '../../../core/errors';

/** A program of an npm package that is installed for a workspace. */
export interface PackageProgram {
  /** Absolute path of the script that starts it. */
  readonly path: string;
  /** Absolute path of the package's folder. */
  readonly folder: string;
  readonly major: number;
}

/**
 * The program `command` of the package that Node would find from the workspace. Throws an `ExplainedError` when it is not
 * installed.
 */
export async function findPackageProgram(
  root: string,
  packageName: string,
  command = packageName,
): Promise<PackageProgram> {
  for (let home = root; ; home = dirname(home)) {
    const program = await readProgram(join(home, 'node_modules', packageName), command);
    if (program !== undefined) return program;
    if (home === dirname(home)) break;
  }
  throw new ExplainedError(
    `${packageName} is not installed in ${root}: run "npm install" there, or "npm install --save-dev ${packageName}" if it is not a dependency yet.`,
    'environment',
  );
}

async function readProgram(folder: string, command: string): Promise<PackageProgram | undefined> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { bin, version } = JSON.parse(text) as { bin?: unknown; version?: unknown };
    const script = isTable(bin) ? bin[command] : bin;
    if (typeof script !== 'string') return undefined;
    return { path: join(folder, script), folder, major: parseInt(String(version), 10) };
  } catch {
    return undefined;
  }
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
