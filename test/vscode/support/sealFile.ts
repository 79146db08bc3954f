import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';

/** Makes a file unwritable, for root too, and returns what makes it writable again. */
export function sealFile(path: string): () => void {
  if (process.getuid?.() === 0) {
    execFileSync('chattr', ['+i', path]);
    return () => execFileSync('chattr', ['-i', path]);
  }
  chmodSync(path, 0o444);
  return () => {
    chmodSync(path, 0o644);
  };
}
