import { readFileSync, rmSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** Holds the name of the point at which tests want this process killed, or a file that holds it for one time. */
const VARIABLE = 'FIXPOINT_FAULT_POINT';

/** Kills this process, as a crash would, when a test has named this point; does nothing otherwise. */
export function faultPoint(name: string): void {
  const armed = process.env[VARIABLE];
  if (armed === undefined) return;
  if (armed === name || (isAbsolute(armed) && takeName(armed, name))) {
    process.kill(process.pid, 'SIGKILL');
  }
}

function takeName(file: string, name: string): boolean {
  try {
    if (readFileSync(file, 'utf8').trim() !== name) return false;
    rmSync(file);
    return true;
  } catch {
    return false;
  }
}
