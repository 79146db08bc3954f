/** Marks that keep a test from running, run only it, or let it fail, in the words of the usual runners. */
const MARKS: readonly RegExp[] = [
  /\b(describe|suite|context|it|test|specify)(\.\w+)*\.(skip|only|todo|fails|failing|fixme|skipIf|runIf)\b/,
  /\b[xf](describe|it|test|context)\s*\(/,
  /\b(t|ctx|context|this|self)\.(skip|todo|skipTest)\(/,
  /\b(skip|todo|only)\s*:\s*(true|['"`])/,
  /\bpytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b|\bSkipTest\b|\b__test__\s*=\s*False/,
  /@(unittest\.)?(skip|skipIf|skipUnless|expectedFailure)\b/,
];
const ASSERTION =
  /\bexpect(TypeOf)?\s*\(|\bassert([A-Z]\w*|_\w+|(\.\w+)+)?\s*\(|^assert\s|\.should\b|\bpytest\.(raises|warns)\s*\(/;
/** Assertions about nothing but constants. */
const TAUTOLOGY =
  /^(self\.)?(expect|assert\w*(\.\w+)?)\s*\(?\s*(true|True|1|!0)\s*(,\s*(true|True|1)\s*)?\)?(\.(to\w+|\w+)\(\s*(true|1)?\s*\))?;?$/;
/** Checks of one exact value, call or error. */
const EXACT =
  /\.to(Be|Equal|StrictEqual|HaveLength|HaveBeenCalledWith|HaveBeenCalledTimes|HaveProperty|Throw|ThrowError|MatchInlineSnapshot)\((?!\))|\b(deep)?(strict)?equal\(|\bassert(\w*Equals?|Is)\(|^assert\s.*[^=!<>]==[^=]/i;
/** What lets any value of a kind pass, inside an otherwise exact check. */
const WILDCARD =
  /\bexpect\.(any|anything|objectContaining|arrayContaining|stringContaining|stringMatching)\(|\bANY\b|\bapprox\(/;
const SUBJECT: readonly RegExp[] = [
  /\bexpect\s*\((.+)\)\.[\w.]+\(/,
  /\bassert(?:[A-Z]\w*|(?:\.\w+)+)?\s*\(\s*([^,]+?)\s*[,)]/,
  /^assert\s+(?:not\s+)?(.+?)\s*(?:==|!=|<|>|\bis\b|\bin\b|$)/,
];
const TEST_NAMES: readonly RegExp[] = [
  /\b(?:[xf]?(?:it|test)|specify)(?:\.\w+(?:\([^)]*\))?)*\s*\(\s*(['"`].*?['"`])/,
  /^(?:async\s+)?def\s+(test\w*)\s*\(/,
];

/** Whether a line keeps a test from running, keeps others from running, or lets it fail. */
export function isMark(line: string): boolean {
  return MARKS.some((pattern) => pattern.test(line));
}

/** Whether a line checks something. */
export function isAssertion(line: string): boolean {
  return ASSERTION.test(line) && !TAUTOLOGY.test(line);
}

/** Whether an assertion lets only one value pass. */
export function isExact(line: string): boolean {
  return EXACT.test(line) && !WILDCARD.test(line);
}

/** What an assertion is about, as written; undefined when its form is unknown. */
export function subjectOf(line: string): string | undefined {
  return firstGroup(SUBJECT, line);
}

/** The name of the test that begins in a line, quoted as written; undefined when none does. */
export function testName(line: string): string | undefined {
  return firstGroup(TEST_NAMES, line);
}

function firstGroup(patterns: readonly RegExp[], line: string): string | undefined {
  for (const pattern of patterns) {
    const group = pattern.exec(line)?.[1];
    if (group !== undefined) return group;
  }
  return undefined;
}
