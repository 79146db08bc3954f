import { dirname, join, relative, sep } from 'node:path';
import { tmpdir } from 'node:os';
import { ExplainedError } from '../../../core/errors';
import { findPrograms, isInside, isProgram } from '../../processes/findProgram';
import { runProcess } from '../../processes/runProcess';

/** A Python interpreter. */
export interface PythonProgram {
  /** Absolute path. */
  readonly path: string;
  /** Folders below the workspace that it imports from by itself, relative with `/`. */
  readonly importFolders: readonly string[];
}

const PROBE_LIMITS = { timeoutMs: 30_000, silenceMs: 30_000 };
const PROBE = 'import sys, json; print(json.dumps([sys.executable] + sys.path[1:]))';
const VENV_FOLDERS = ['.venv', 'venv'];

/**
 * The first interpreter that can import a module: the workspace's `.venv` or `venv`, then `VIRTUAL_ENV`, then `python3`
 * and `python` from `PATH` outside the workspace. Throws an `ExplainedError` when there is none.
 */
export async function findPython(workspace: string, module: string): Promise<PythonProgram> {
  const candidates = await listCandidates(workspace);
  for (const path of candidates) {
    const program = await probe(path, workspace, module);
    if (program !== undefined) return program;
  }
  throw new ExplainedError(missingMessage(candidates[0], module), 'environment');
}

async function listCandidates(workspace: string): Promise<readonly string[]> {
  const active = process.env['VIRTUAL_ENV'];
  const homes = [
    ...VENV_FOLDERS.map((name) => join(workspace, name)),
    ...(active === undefined ? [] : [active]),
  ];
  const own = homes.map((home) =>
    process.platform === 'win32'
      ? join(home, 'Scripts', 'python.exe')
      : join(home, 'bin', 'python'),
  );
  const present = await Promise.all(
    own.map(async (path) => ((await isProgram(path)) ? [path] : [])),
  );
  const inPath = [
    ...(await findPrograms('python3', workspace)),
    ...(await findPrograms('python', workspace)),
  ];
  return [...present.flat(), ...inPath];
}

/** Runs outside the workspace, where no file of it can pose as a module. */
async function probe(
  path: string,
  workspace: string,
  module: string,
): Promise<PythonProgram | undefined> {
  const code = `import ${module}; ${PROBE}`;
  const request = { command: [path, '-c', code], cwd: tmpdir(), limits: PROBE_LIMITS };
  const { output, exitCode } = await runProcess(request, new AbortController().signal);
  if (exitCode !== 0) return undefined;
  const [executable = path, ...imports] = parseTexts(output.trim().split('\n').at(-1) ?? '');
  const inside = imports.filter(
    (folder) => isInside(folder, workspace) && !isInside(folder, dirname(dirname(executable))),
  );
  return {
    path: executable,
    importFolders: inside.map((folder) => relative(workspace, folder).split(sep).join('/')),
  };
}

function parseTexts(json: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function missingMessage(first: string | undefined, module: string): string {
  return first === undefined
    ? `No Python was found to run ${module} with: install Python 3, or create a virtual environment in .venv that has ${module}.`
    : `${module} is not installed for ${first} or any other Python that was found: install it with "${first} -m pip install ${module}", or create a virtual environment in .venv that has it.`;
}
