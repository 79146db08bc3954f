import { basename, posix } from 'node:path';
import { listProjectFiles, readProjectFile } from '../detection/projectFiles';
import { cmakeTests } from './cmakeTests';

/** A test in a source file, as CTest may call it. */
export interface CppTest {
  /** `Suite.Name` of GoogleTest, the title of a test case of Catch2, what CMakeLists.txt says, or the name of a file. */
  readonly name: string;
  /** Relative to the tree with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** Files that may hold tests by their names or folders. */
export const CPP_TEST_FILE =
  /(^|\/)(tests?\/(.*\/)?[^/]+|[^/]*[-_]?(?:tests?|Tests?)|test_[^/]*)\.(c|cc|cpp|cxx)$/;
const CMAKE_LISTS = /(^|\/)CMakeLists\.txt$/;
const GOOGLE =
  /^[ \t]*(?:TYPED_)?TEST(?:_F|_P)?\(\s*(?:DISABLED_)?([\p{L}\p{N}_]+)\s*,\s*(?:DISABLED_)?([\p{L}\p{N}_]+)\s*\)/gmu;
const CATCH = /^[ \t]*TEST_CASE\(\s*"((?:[^"\\]|\\.)*)"/gm;

/** All tests that are seen in the tree's test files, and those that CMake is told of. */
export async function readCppTests(root: string): Promise<readonly CppTest[]> {
  const files = await listProjectFiles(root);
  const found = await Promise.all([
    ...files
      .filter((file) => CPP_TEST_FILE.test(file))
      .map(async (file) => testsIn(await readProjectFile(root, file), file)),
    ...files
      .filter((file) => CMAKE_LISTS.test(file))
      .map(async (file) => listedTests(await readProjectFile(root, file), file)),
  ]);
  return found.flat();
}

/** The test that CTest calls so; GoogleTest puts an instance's name before a parametrised one and a number behind it. */
export function findCppTest(tests: readonly CppTest[], name: string): CppTest | undefined {
  const plain = plainName(name);
  return tests.find((test) => test.name === name || test.name === plain);
}

/** `Suite.Name` of `Instance/Suite.Name/0`. */
export function plainName(name: string): string {
  return name.replace(/^(?:[^/.]*\/)?([\p{L}\p{N}_]+\.[\p{L}\p{N}_]+)(?:\/.*)?$/u, '$1');
}

/** The tests of a CMakeLists.txt, of each test file of their programs. */
function listedTests(text: string, list: string): readonly CppTest[] {
  return cmakeTests(text)
    .map(({ name, source }) => ({ name, file: posix.join(posix.dirname(list), source), line: 1 }))
    .filter(({ file }) => CPP_TEST_FILE.test(file));
}

function testsIn(text: string, file: string): readonly CppTest[] {
  const google = [...text.matchAll(GOOGLE)].map((match) => ({
    name: `${match[1] ?? ''}.${match[2] ?? ''}`,
    index: match.index,
  }));
  const cases = [...text.matchAll(CATCH)].map((match) => ({
    name: match[1] ?? '',
    index: match.index,
  }));
  const all = [...google, ...cases].map(({ name, index }) => ({
    name,
    file,
    line: text.slice(0, index).split('\n').length,
  }));
  return all.length > 0 ? all : [{ name: basename(file).replace(/\.\w+$/, ''), file, line: 1 }];
}
