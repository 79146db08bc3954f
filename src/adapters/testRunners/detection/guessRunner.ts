import { plainCommand } from './chooseRunner';
import { readPackageJson } from './packageJson';
import { listProjectFiles } from './projectFiles';
import type { RecognisedCommand } from './recogniseCommand';

/**
 * The runner that fits a project without tests, for tests that are yet to be written: Vitest where it is a dependency,
 * Node's own for other JavaScript, pytest for Python, and for a folder without either pytest if the instruction is about
 * Python, else Node's own, which needs nothing.
 */
export async function guessRunner(root: string, instruction = ''): Promise<RecognisedCommand> {
  const packageJson = await readPackageJson(root);
  if (packageJson?.dependencies.has('vitest') === true) return plainCommand('vitest');
  const files = await listProjectFiles(root);
  const isScript = packageJson !== undefined || files.some((file) => SCRIPT.test(file));
  const isPython = files.some((file) => PYTHON.test(file)) || SAYS_PYTHON.test(instruction);
  return plainCommand(isPython && !isScript ? 'pytest' : 'node:test');
}

const SCRIPT = /\.[cm]?[jt]sx?$/;
const PYTHON = /\.py$|(^|\/)(pyproject\.toml|setup\.cfg|requirements[^/]*\.txt)$/;
const SAYS_PYTHON = /\.py\b|\bpython[\d.]*\b|\bpytest\b/i;
