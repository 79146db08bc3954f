import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

import { isInside } from './containedPath';

/** Absolute path of the git on PATH, never one that lies in the workspace; undefined when there is none. */
export async function findGit(workspaceRoot: string): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    // A relative entry such as `.` would let the workspace name the program.
    if (!isAbsolute(folder)) continue;
    const program = join(folder, name);
    if (await isProgramOutside(workspaceRoot, program)) return program;
  }
  return undefined;
}

async function isProgramOutside(workspaceRoot: string, program: string): Promise<boolean> {
  try {
    await access(program, constants.X_OK);
    const real = await realpath(program);
    return (
      !isInside(workspaceRoot, program) &&
      !isInside(workspaceRoot, real) &&
      (await stat(real)).isFile()
    );
  } catch {
    return false;
  }
}
