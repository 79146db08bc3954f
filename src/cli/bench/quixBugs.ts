import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../usageError';
import { halfOf, type BenchProgram, type Half } from './benchProgram';

/** What the tests of the set need besides their own file. */
const SHARED = ['conftest.py', 'python_testcases/load_testdata.py', 'python_testcases/node.py'];
const TEST_FILE = /^test_(\w+)\.py$/;
/** A test function up to the next one. */
const TEST_FUNCTION = /^def test\w*\([\s\S]*?(?=^(?:def|@)|(?![\s\S]))/gm;

/** The Python programs of a checkout of QuixBugs (D. Lin et al., SPLASH 2017), sorted; throws a `UsageError` when it is none. */
export async function readQuixBugs(folder: string): Promise<readonly BenchProgram[]> {
  const read = (file: string): Promise<string> => readFile(path.join(folder, file), 'utf8');
  const names = await readdir(path.join(folder, 'python_testcases')).catch(() => []);
  const programs = names.flatMap((file) => TEST_FILE.exec(file)?.[1] ?? []).sort();
  if (programs.length === 0) {
    throw new UsageError(
      `${folder} is no checkout of QuixBugs: it has no folder python_testcases. Name one with --path.`,
    );
  }
  const shared = Object.fromEntries(
    await Promise.all(SHARED.map(async (file) => [file, await read(file)] as const)),
  );
  return Promise.all(programs.map((name) => readProgram(name, shared, read)));
}

async function readProgram(
  name: string,
  shared: Readonly<Record<string, string>>,
  read: (file: string) => Promise<string>,
): Promise<BenchProgram> {
  const [source, test, data] = [
    `python_programs/${name}.py`,
    `python_testcases/test_${name}.py`,
    `json_testcases/${name}.json`,
  ];
  const [code, tests, cases] = await Promise.all([
    read(source),
    read(test),
    read(data).catch(() => undefined),
  ]);
  const all = cases === undefined ? { [test]: tests } : { [data]: cases };
  const halved = (half: Half): Readonly<Record<string, string>> =>
    cases === undefined
      ? { [test]: halfOfFunctions(tests, half) }
      : { [data]: halfOf(cases.trim().split('\n'), half).join('\n') };
  return {
    name,
    runner: 'pytest',
    project: (half) => ({ ...shared, [source]: code, [test]: tests, ...halved(half) }),
    judges: all,
  };
}

function halfOfFunctions(text: string, half: Half): string {
  let at = -1;
  return text.replaceAll(TEST_FUNCTION, (found) => {
    at += 1;
    return at % 2 === half ? found : '';
  });
}
