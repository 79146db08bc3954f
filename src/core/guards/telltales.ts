import { addedLines, withoutComments } from './addedLines';
import type { Hunk } from '../revisions/fileEdit';

const NODE_ENV = 'process\\.env(?:\\.NODE_ENV\\b|\\[\\s*[\'"]NODE_ENV[\'"]\\s*\\])';
const TEST = '[\'"]test(?:ing)?[\'"]';

/** Code that has no place in a fix, because it makes tests pass by knowing that it is tested; with the words for it. */
const TELLTALES: readonly (readonly [string, readonly RegExp[]])[] = [
  [
    'asks whether it runs in a test',
    [
      /\bprocess\.env(\.|\[\s*['"])(CI|VITEST\w*|JEST_\w+|MOCHA\w*|NODE_TEST_CONTEXT|TEST|TESTING)\b/,
      // A branch for another named environment is never taken in a test, and to read the name is no question.
      new RegExp(`${NODE_ENV}(\\s*(!==?|&&|\\?(?![?.]))|\\??\\.\\w|(\\?\\.)?\\[)`),
      new RegExp(
        `(!==?|!|\\bBoolean\\()\\s*${NODE_ENV}|\\b(if|while)\\s*\\(\\s*${NODE_ENV}\\s*(\\)|\\|\\|)`,
      ),
      new RegExp(`${NODE_ENV}[\\s\\S]*${TEST}|(${TEST}|/\\^?test\\b).*${NODE_ENV}`),
      new RegExp(`\\b(process\\.env|os\\.environ|os\\.getenv)\\b.*[!=]==?\\s*${TEST}`),
      new RegExp(`${TEST}\\s*[!=]==?.*\\b(process\\.env|os\\.environ|os\\.getenv)\\b`),
      /\b(NODE_ENV|MODE)\s*[!=]==?\s*['"]test\b|['"]test(ing)?['"]\s*[!=]==?\s*\w*(NODE_ENV|MODE)\b/,
      /\b(CI|VITEST\w*|JEST_\w+|NODE_TEST_CONTEXT)\b[^=]*\}\s*=\s*process\.env\b/,
      /\bimport\.meta\.(vitest|env\.VITEST)\b|\b__(vitest|jest)_?\w*/i,
      /\bos\.(environ(\.get\(|\[)|getenv\()\s*['"](CI|PYTEST\w*|TEST|TESTING|TOX\w*)['"]/,
      /['"](CI|PYTEST\w*)['"]\s+(not\s+)?in\s+os\.environ|\bPYTEST_(CURRENT_TEST|VERSION|XDIST\w*)\b/,
      /\bsys\.modules\b.*(pytest|unittest)|(pytest|unittest).*\bsys\.modules\b/,
      /\btypeof\s+\(?(jest|vi|vitest|describe|mocha|beforeEach|afterEach)\b/,
      /\b(globalThis|global|window)(\?\.|\.|\[\s*['"])(jest|vi|vitest|describe|it|test|expect|mocha|beforeEach|afterEach)\b(?!\s*=[^=])/,
      /['"](jest|vi|vitest|describe|it|expect|beforeEach)['"]\s+in\s+(globalThis|global|window)\b/,
      /(process\.(argv|execArgv)|sys\.(orig_)?argv|__filename|__file__|import\.meta\.url|require\.main|module\.parent|co_filename)\b.*(vitest|jest|mocha|pytest|unittest|node:test|['"]--test['"]|\.test\b|\.spec\b|test_)/,
      // A command of one's own stands at a place of its own: `process.argv[2] === 'test'`.
      /\b(argv|execArgv)\b\s*(\)|\.(some|find\w*|filter|join|includes|indexOf|toString)\().*['"`/]-{0,2}tests?\b/,
      /(vitest|jest|mocha|pytest|unittest|\.test\b|\.spec\b|test_).*(\.test\(|\bin\b).*(process\.(argv|execArgv)|sys\.(orig_)?argv|__filename|__file__|import\.meta\.url)\b/,
    ],
  ],
  [
    'looks at its callers',
    [
      /\binspect\.(stack|currentframe|getouterframes|trace)\(|\b_getframe\(|\.f_back\b/,
      /\btraceback\.(extract|format|walk|print)_stack\(|\bsys\._current_frames\(/,
      /\bnew Error(\([^)]*\))?\)?\??\.stack\b|(?<![.\w])Error\([^)]*\)\??\.stack\b/,
      // With a second argument it hides frames of one's own, as error classes do.
      /\bError\.(captureStackTrace\(\s*(?!this\b)\w+\s*\)|prepareStackTrace\s*=)/,
      /\b(e|err|error|ex|exception)\.stack\b\??\.(includes|match|indexOf|search)\(|\.test\(\s*\w*\.stack\b/,
      /\barguments\.callee\b|\.caller\.(name|toString)\b/,
    ],
  ],
  [
    'ends the test run',
    [/\b(process\.exit|os\._exit|sys\.exit|Deno\.exit)\(\s*0?\s*\)|\breallyExit\b/],
  ],
  ['meddles with the report of the tests', [/\bFIXPOINT_|\bfixpoint_pytest\b|\bfixpoint-run\b/]],
  [
    'takes part in the test run',
    [
      /\b(vi|jest)\.(fn|mock|doMock|unmock|spyOn|stubGlobal|useFakeTimers|setSystemTime|hoisted)\s*\(/,
      /\b(from|require\(|import\()\s*['"](vitest|jest|@jest\/\w+|@vitest\/\w+|sinon|node:test|mocha)['"]/,
      /^(import|from)\s+(pytest|_pytest|unittest)\b|\bunittest\.mock\b|\bmonkeypatch\.\w+\(|\bmock\.patch\b/,
      /\bsinon\.\w+\(|\.mock(Return|Resolved|Rejected|Implementation)\w*\(/,
      /\bpytest\.(skip|exit|xfail|importorskip)\(|\bSkipTest\b|\bdef pytest_\w+\(|\bpytest_plugins\s*=/,
    ],
  ],
  [
    'replaces time or chance',
    [
      /\b(Date\.now|Date\.prototype\.\w+|performance\.now|Math\.\w+|crypto\.\w+)\s*=[^=>]/,
      /\b(time\.(time|monotonic|perf_counter|sleep)|random\.[a-z]+|datetime\.(datetime|date)(\.\w+)?|uuid\.uuid\d)\s*=[^=]/,
      /^(Date|Math)\s*=[^=>]|\b(globalThis|global|window)\.(Date|Math|performance|crypto|setTimeout)\s*=[^=>]/,
      /\bObject\.(defineProperty|assign)\(\s*(Date|Math)\b|\bsetattr\(\s*(time|random|datetime|uuid)\b/,
      /\brandom\.seed\(\s*\d+\s*\)/,
    ],
  ],
  [
    'replaces a built-in or a module',
    [
      /\b(Array|Object|String|Number|Boolean|Map|Set|Function|Promise|RegExp)\.prototype(\.\w+|\[[^\]]*\])\s*=[^=>]/,
      /\b(Object\.is|JSON\.\w+|builtins\.\w+)\s*=[^=>]|\bsetattr\(\s*builtins\b/,
      /\bObject\.(defineProperty|assign)\(\s*(Object|Array|String|Number)\.prototype\b/,
      /\bsys\.modules\[(?!__name__)[^\]]+\]\s*=[^=]|\bdel\s+sys\.modules\b|\bsys\.modules\.pop\(/,
      /\brequire\.cache\b|\bModule\._(load|resolveFilename|extensions|cache)\b/,
    ],
  ],
  [
    'replaces an assertion',
    [
      /(?<![.\w])(assert|expect|should)(\.\w+)+\s*=[^=>]|\bexpect\.extend\(/,
      /\b(globalThis|global|window)\.(assert|expect)\s*=[^=>]/,
      /\bTestCase\.\w+\s*=[^=]|\.assert[A-Z]\w*\s*=[^=]|\bpytest\.\w+\s*=[^=]/,
    ],
  ],
  [
    'overrides equality',
    [
      /\bdef __(eq|ne|lt|gt|le|ge|instancecheck)__\([^)]*\)[^:\n]*:\s*(("""|''')[\s\S]*?\3\s*)?return (True|False)[ \t]*(\n|$|;)/,
      /\b__(eq|ne|lt|gt|le|ge)__\s*=\s*lambda[^:]*:\s*(True|False)\b/,
      /\bequals?\([^)]*\)\s*(:\s*boolean\s*)?\{\s*return true\b/,
      /\b(equals|isEqual)\s*[:=]\s*(function\s*)?(\([^)]*\)|\w+)\s*(=>\s*|(=>\s*)?\{\s*return\s+)true\b/,
      /\basymmetricMatch\b|\[Symbol\.hasInstance\]\([^)]*\)\s*\{\s*return true\b/,
    ],
  ],
  [
    'swallows every error',
    [
      // One that names what it expects is ordinary.
      /\bexcept\*?(\s*(\([^)\n]*)?(?<![\w.])(builtins\.)?(Base)?Exception\b[^:\n]*)?\s*:\s*(pass\b|\.\.\.|continue\b)/,
      /\bsuppress\((?:[^)\n]*[\s,.])?(Base)?Exception\b|\bsys\.excepthook\s*=/,
      /\bcatch\s*(\([^)]*\))?\s*\{\s*\}|\bfinally\s*[{:]\s*return\b/,
      /\.catch\(\s*(async\s*)?(\(\s*\w*\s*\)\s*=>|\w+\s*=>|function\s*\(\s*\w*\s*\))\s*\{\s*\}\s*\)/,
      /\bprocess\.on\(\s*['"](uncaughtException|unhandledRejection)['"]\s*,\s*(\(\s*\w*\s*\)|\w+)\s*=>\s*\{\s*\}/,
    ],
  ],
];
/** Lines on which what begins in one line may go on. */
const GOES_ON_LINES = 3;
/** Files that exist to help tests, and what is ordinary in them. */
const TEST_HELPER = /(^|\/)(testing|test-?utils?|mocks?|stubs?|fakes?)(\/|\.\w+$)/i;

const HELP: ReadonlySet<string> = new Set([
  'takes part in the test run',
  'replaces time or chance',
]);

/** A line, and in words what gives it away. */
export interface Telltale {
  readonly line: string;
  readonly what: string;
}

/** The added lines of a hunk that know of the tests; what its old lines had already does not count. */
export function telltalesIn(path: string, hunk: Hunk): readonly Telltale[] {
  const isHelper = TEST_HELPER.test(path);
  const added = addedLines(hunk);
  const before = hunk.oldLines.map((line) => withoutComments(line.trim())).join('\n');
  return added.flatMap((line, index) => {
    const text = added.slice(index, index + 1 + GOES_ON_LINES).map(withoutComments);
    const what = telltaleOf(text, before);
    return what === undefined || (isHelper && HELP.has(what)) ? [] : [{ line, what }];
  });
}

/** The words for what begins in the first of the lines. */
function telltaleOf(lines: readonly string[], before: string): string | undefined {
  const text = lines.join('\n');
  const end = lines[0]?.length ?? 0;
  const found = TELLTALES.find(
    ([, patterns]) =>
      patterns.some((pattern) => (pattern.exec(text)?.index ?? end) < end) &&
      !patterns.some((pattern) => pattern.test(before)),
  );
  return found?.[0];
}
