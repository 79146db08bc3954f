import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readProjectFile } from '../detection/projectFiles';

/** A file of tests of one package. */
export interface GoTestFile {
  /** Relative to the tree with `/`. */
  readonly path: string;
  readonly lines: readonly string[];
  /** Names of its test functions and the lines where they begin, 1-based. */
  readonly tests: ReadonlyMap<string, number>;
  /** The same for tests that are methods of a suite. */
  readonly methods: ReadonlyMap<string, number>;
  /** Whether it is built for some systems or tags only. */
  readonly isConditional: boolean;
}

export interface GoPlace {
  readonly file: string;
  readonly line: number;
}

const FUNCTION = /^func\s+((?:Test|Example|Fuzz)[\p{L}\p{N}_]*)\s*\(/u;
const METHOD = /^func\s+\([^)]*\)\s+(Test[\p{L}\p{N}_]*)\s*\(/u;
const CONSTRAINT = /^\/\/(go:build|\s*\+build)\s/m;
/** A name that ends in a system or a processor is a constraint; more of them than here are never met. */
const SYSTEM_NAME =
  /_(windows|linux|darwin|freebsd|netbsd|openbsd|android|ios|js|wasm|plan9|unix|amd64|arm64|arm|386)_test\.go$/;
const LITERAL = /"((?:[^"\\]|\\.)*)"|`([^`]*)`/g;
const RUNS_SUBTEST = /\.Run\(/;

/** The test files of a folder of the tree, in the order in which Go reads them. */
export async function readGoTestFiles(
  root: string,
  folder: string,
): Promise<readonly GoTestFile[]> {
  const names = await readdir(join(root, folder)).catch(() => []);
  const own = names.filter((name) => /^[^_.].*_test\.go$/.test(name)).sort();
  return Promise.all(
    own.map((name) => readGoTestFile(root, folder === '' ? name : `${folder}/${name}`)),
  );
}

/** One test file of the tree; without tests when it can't be read. */
export async function readGoTestFile(root: string, path: string): Promise<GoTestFile> {
  const text = await readProjectFile(root, path);
  const lines = text.split(/\r?\n/);
  return {
    path,
    lines,
    tests: namesIn(lines, FUNCTION),
    methods: namesIn(lines, METHOD),
    isConditional: CONSTRAINT.test(text) || SYSTEM_NAME.test(path),
  };
}

/** Where a test begins; of a subtest its name in the source, else where subtests are run, else its test function. */
export function findGoTest(
  files: readonly GoTestFile[],
  names: readonly string[],
): GoPlace | undefined {
  const [top = '', ...below] = names;
  const method = below[0] === undefined ? undefined : placeOf(files, 'methods', below[0]);
  const home = method ?? placeOf(files, 'tests', top);
  const own = method === undefined ? below : below.slice(1);
  if (home === undefined || own.length === 0) return home;
  const { path, lines, line } = home;
  return { file: path, line: subtestLine(lines, line, own) };
}

function placeOf(
  files: readonly GoTestFile[],
  kind: 'tests' | 'methods',
  name: string,
): (GoTestFile & GoPlace) | undefined {
  const owner = files.find((file) => file[kind].has(name));
  return owner && { ...owner, file: owner.path, line: owner[kind].get(name) ?? 1 };
}

function namesIn(lines: readonly string[], pattern: RegExp): ReadonlyMap<string, number> {
  return new Map(
    lines.flatMap((line, row) => {
      const name = pattern.exec(line)?.[1];
      return name === undefined || name === 'TestMain' ? [] : [[name, row + 1] as const];
    }),
  );
}

function subtestLine(lines: readonly string[], start: number, names: readonly string[]): number {
  const end = lines.findIndex((line, row) => row >= start && line.startsWith('}'));
  const body = lines.slice(start - 1, end < 0 ? undefined : end);
  let row = 0;
  for (const name of names) {
    const found = body.findIndex((line, at) => at >= row && holdsName(line, name));
    if (found >= 0) row = found;
    else
      row = firstOr(
        row,
        body.findIndex((line, at) => at > row && RUNS_SUBTEST.test(line)),
      );
  }
  return start + row;
}

function firstOr(fallback: number, index: number): number {
  return index < 0 ? fallback : index;
}

/** Go writes `_` for blanks, and numbers names that occur twice. */
function holdsName(line: string, name: string): boolean {
  const plain = name.replace(/#\d+$/, '');
  return [...line.matchAll(LITERAL)].some(([, quoted, raw]) => {
    const text = (quoted ?? raw ?? '').replaceAll(/\s/g, '_');
    return text !== '' && (text === plain || text === name);
  });
}
