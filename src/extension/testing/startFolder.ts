import { resolve } from 'node:path';

/** The folder in which the commands of a line run, after a leading `cd`; undefined when only the shell can tell. */
export function startFolder(line: string, cwd: string): string | undefined {
  const [change, ...words] = LEADING_CD.exec(line) ?? [];
  if (change === undefined) return cwd;
  const folder = words.join('');
  return ONLY_THE_SHELL_KNOWS.test(folder) ? undefined : resolve(cwd, folder);
}

/** With its folder in double quotes, in single ones, or in none. */
const LEADING_CD = /^\s*cd\s+(?:"([^"]*)"|'([^']*)'|([^\s;&|"']+))\s*(?:&&|;)/;
const ONLY_THE_SHELL_KNOWS = /^[-~]|[$`*?]/;
