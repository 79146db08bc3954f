/** A test that a CMakeLists.txt says in plain words, with one source of its program. */
export interface CmakeTest {
  readonly name: string;
  /** As it is written there: relative to the file's own folder. */
  readonly source: string;
}

/** A call with its arguments, where strings and comments may hold brackets. */
const CALL = /\b(add_executable|add_test)\s*\(((?:"(?:[^"\\]|\\.)*"|#.*|[^)"#])*)\)/gi;
const WORD = /#.*|"((?:[^"\\]|\\.)*)"|([^\s"#]+)/g;
const KEYWORDS: ReadonlySet<string> = new Set(['WIN32', 'MACOSX_BUNDLE', 'EXCLUDE_FROM_ALL']);
const TARGET_FILE = /^\$<TARGET_FILE:(.*)>$/;

/** The tests of one CMakeLists.txt by their names; those whose names or programs are made of variables are left out. */
export function cmakeTests(text: string): readonly CmakeTest[] {
  const calls = [...text.matchAll(CALL)].map(([, command = '', inner = '']) => ({
    isTest: command.toLowerCase() === 'add_test',
    words: wordsIn(inner),
  }));
  const sources = new Map(
    calls.flatMap(({ isTest, words: [program = '', ...files] }) =>
      isTest ? [] : [[program, files.filter((file) => !KEYWORDS.has(file))] as const],
    ),
  );
  return calls
    .filter(({ isTest }) => isTest)
    .flatMap(({ words }) => {
      const { name, program } = testOf(words);
      return (sources.get(program) ?? []).map((source) => ({ name, source }));
    })
    .filter(({ name }) => !name.includes('${'));
}

/** Of `NAME name COMMAND program …` and of `name program …`. */
function testOf(words: readonly string[]): { readonly name: string; readonly program: string } {
  const isNamed = words[0] === 'NAME';
  const program = words[isNamed ? words.indexOf('COMMAND') + 1 : 1] ?? '';
  return {
    name: words[isNamed ? 1 : 0] ?? '',
    program: TARGET_FILE.exec(program)?.[1] ?? program,
  };
}

function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(WORD)].flatMap(([, quoted, plain]) => {
    const word = quoted ?? plain;
    return word === undefined ? [] : [word.replaceAll(/\\(.)/g, '$1')];
  });
}
