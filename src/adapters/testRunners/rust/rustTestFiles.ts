import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { readProjectFile } from '../detection/projectFiles';

/** A test function of a target. */
export interface RustTest {
  /** Its path in the crate, such as `calc::tests::adds`. */
  readonly name: string;
  /** Relative to the tree with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Whether its file is surely part of the target. */
  readonly isOwn: boolean;
}

const MODULE = /^(\s*)(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*\{/;
const DECLARED = /^\s*(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;/gm;
/** `#[test]`, and those of other crates, such as `#[tokio::test]` and `#[rstest]`. */
const ATTRIBUTE = /^\s*#\[(?:[\w:]+::)?(?:test|rstest|test_case|quickcheck)\b/;
const FUNCTION =
  /^\s*(?:pub(?:\([^)]*\))?\s+)?(?:async\s+)?(?:unsafe\s+)?fn\s+([\w\u0080-\uffff]+)/;

/** The test functions below a target's root file, relative to the tree; modules are told by files and indents. */
export async function readRustTests(root: string, source: string): Promise<readonly RustTest[]> {
  const folder = posix.dirname(source);
  const names = await readdir(join(root, folder), { recursive: true }).catch(() => []);
  const files = names
    .map((name) => name.split('\\').join('/'))
    .filter((name) => /\.rs$/.test(name));
  const declared = [...(await readProjectFile(root, source)).matchAll(DECLARED)].map(
    ([, name]) => name,
  );
  const found = await Promise.all(
    files.sort().map(async (name) => {
      const file = folder === '.' ? name : `${folder}/${name}`;
      const modules = file === source ? [] : modulesOf(name);
      const isOwn = file === source || declared.includes(modules[0]);
      const text = await readProjectFile(root, file);
      return testsIn(text, modules).map((test) => ({ ...test, file, isOwn }));
    }),
  );
  return found.flat();
}

/** The test of this name; a generated one is where the function is that it was made from. */
export function findRustTest(tests: readonly RustTest[], name: string): RustTest | undefined {
  const exact = tests.find((test) => test.name === name);
  const parent = name.slice(0, Math.max(0, name.lastIndexOf('::')));
  return exact ?? (parent === '' ? undefined : tests.find((test) => test.name === parent));
}

function modulesOf(file: string): readonly string[] {
  const parts = file.replace(/\.rs$/, '').split('/');
  return parts.at(-1) === 'mod' ? parts.slice(0, -1) : parts;
}

interface OpenModule {
  readonly indent: string;
  readonly name: string;
}

function testsIn(
  text: string,
  modules: readonly string[],
): readonly Pick<RustTest, 'name' | 'line'>[] {
  const open: OpenModule[] = [];
  const tests: Pick<RustTest, 'name' | 'line'>[] = [];
  let isMarked = false;
  for (const [row, line] of text.split(/\r?\n/).entries()) {
    followModules(open, line);
    isMarked ||= ATTRIBUTE.test(line);
    const called = FUNCTION.exec(line)?.[1];
    if (called === undefined) continue;
    const path = [...modules, ...open.map((one) => one.name), called];
    if (isMarked) tests.push({ name: path.join('::'), line: row + 1 });
    isMarked = false;
  }
  return tests;
}

/** A module ends with a bracket that stands as far in as its beginning. */
function followModules(open: OpenModule[], line: string): void {
  const [, indent, name] = MODULE.exec(line) ?? [];
  if (indent !== undefined && name !== undefined) open.push({ indent, name });
  const last = open.at(-1);
  if (last !== undefined && line.trimEnd() === `${last.indent}}`) open.pop();
}
