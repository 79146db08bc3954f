import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RawFrame, RawProblem } from '../report/runnerEvents';

const MISSING = /Cannot find (?:module|package) '([^']+)' (?:imported )?from '?([^'\n]+)/;

/** The problem with the place of the import first, when Node or bun says which file wants a module that is not there. */
export async function withImportPlace(problem: RawProblem): Promise<RawProblem> {
  const [, wanted, importer] = MISSING.exec(problem.message) ?? [];
  if (wanted === undefined || importer === undefined) return problem;
  const place = await findImport(wanted, pathOf(importer.trim()));
  return place === undefined ? problem : { ...problem, frames: [place, ...(problem.frames ?? [])] };
}

async function findImport(wanted: string, importer: string): Promise<RawFrame | undefined> {
  const text = await readFile(importer, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split(/\r?\n/);
  const row = lines.findIndex((line) => isQuotedIn(line, basename(wanted)));
  if (row < 0) return { file: importer, line: 1 };
  const column = (lines[row] ?? '').search(/['"`]/) + 1;
  return { file: importer, line: row + 1, column };
}

/** The resolved name may carry an ending that the import leaves out. */
function isQuotedIn(line: string, name: string): boolean {
  const quoted = [...line.matchAll(/['"`]([^'"`]+)['"`]/g)].map(([, inner]) =>
    basename(inner ?? ''),
  );
  return quoted.some((one) => one === name || one === name.replace(/\.\w+$/, ''));
}

function pathOf(file: string): string {
  return file.startsWith('file:') ? fileURLToPath(file) : file;
}
