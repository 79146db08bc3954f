import { describe, expect, test } from 'vitest';
import { suspicionsIn } from '../../../../src/core/guards/suspicions';
import { fileEditBetween } from '../../../../src/core/revisions/applyRevision';

const TEST_CODE = `test('counts', () => {
  expect(count('a b')).toBe(3);
  expect(count('c, d')).toBe(17);
  expect(count('hello')).toBe('olleh');
  expect(text(404)).toBe('Not Found');
  expect(kindOf('js')).toBe(true);
  expect(kindOf('ts')).toBe(true);
  expect(typeName('string')).toBe('text');
  expect(fizz(15)).toBe('FizzBuzz');
  expect(encoding('utf8')).toBe('utf-8');
});`;

function suspicions(...texts: readonly string[]): readonly string[] {
  const edits = texts.flatMap((text, index) => {
    const edit = fileEditBetween(`src/${index}.js`, '', `${text}\n`);
    return edit === undefined ? [] : [edit];
  });
  return suspicionsIn(edits, TEST_CODE);
}

describe('a branch on a test value', () => {
  test.each([
    ['on the left', "if ('hello' === s) return 'olleh';"],
    ['in a ternary over lines', "return s === 'hello'\n  ? 'olleh'\n  : reverse(s);"],
    ['in a ternary whose value stands alone', "const r = s\n  === 'hello'\n  ? 'olleh'\n  : f(s);"],
    ['turned around', "return s !== 'hello' ? reverse(s) : 'olleh';"],
    ['by &&', "return (s === 'hello' && 'olleh') || reverse(s);"],
    ['by includes', "if (['hello', 'c, d'].includes(s)) return 'olleh';"],
    ['by a set', "if (new Set(['hello']).has(s)) return 'olleh';"],
    ['by equals', 'if (s.equals("hello")) return "olleh";'],
    ['by Object.is', "if (Object.is(s, 'hello')) return 'olleh';"],
    ['by a part of it', "if (s.startsWith('hello')) return 'olleh';"],
    ['by a regular expression', "if (/^hello$/.test(s)) return 'olleh';"],
    ['by a match', "if (s.match(/^hello$/)) {\n  return 'olleh';\n}"],
    ['by a made regular expression', "if (new RegExp('^hello$').test(s)) return 'olleh';"],
    ['of a number, by a regular expression', "if (/^404$/.test(String(n))) return 'Not Found';"],
    ['by re.match', "if re.match(r'^hello$', s):\n    return 'olleh'"],
    ['by re.fullmatch', 'if re.fullmatch("hello", s):\n    return "olleh"'],
    ['in Python before the condition', "return 'olleh' if s == 'hello' else reverse(s)"],
    ['by in', "if s in ('hello', 'x'):\n    return 'olleh'"],
    ['by elif', "elif s == 'hello':\n    result = 'olleh'"],
    [
      'in a new switch',
      "switch (s) {\n  case 'hello':\n    return 'olleh';\n}\nreturn reverse(s);",
    ],
    ['in a new match', "match s:\n    case 'hello' | 'x':\n        return 'olleh'"],
    ['that writes the answer', "if (s === 'hello') { out.push('olleh'); }"],
    ['that is kept under a name', "const isKnown = s === 'hello';\nif (isKnown) return 'olleh';"],
    ['by JSON', "if (JSON.stringify(s) === '\"hello\"') return 'olleh';"],
    ['that answers with a list', "if (s === 'hello') return ['olleh', rest];"],
    ['that wraps the answer', "if (s === 'hello') return Promise.resolve('olleh');"],
    ['with a comment at its end', "if (s === 'hello') // known\n  return 'olleh';"],
    ['with a comment inside', "if (s === /* known */ 'hello') return 'olleh';"],
  ])('is seen %s', (_, code) => {
    expect(suspicions(code)).toEqual([
      expect.stringMatching(/^src\/0\.js: an added line answers one of the tests' own values: /),
    ]);
  });

  test.each([
    ['a list of values', "return ext === 'js' || ext === 'ts';"],
    ['a list of values in an arrow', "const isCode = (ext) => ext === 'js' || ext === 'ts';"],
    ['a list of values by includes', "return ['js', 'ts'].includes(ext);"],
    ['a value that is let pass', "return name === 'utf8' ? 'utf8' : 'utf-8';"],
    ['a question for a type', "if (typeof value === 'string') return 'text';"],
    ['divisibility', "if (n % 15 === 0) return 'FizzBuzz';"],
    ['divisibility with more answers', "if (n % 5 === 0) return 'Buzz'; else return 'FizzBuzz';"],
    ['a missing case', "case 404:\n  return 'Not Found';"],
    [
      'a switch that refuses all else',
      "switch (code) {\n  case 404: return 'Not Found';\n  default: throw new Error('unknown');\n}",
    ],
    [
      'a switch with a constant for all else',
      "switch (code) {\n  case 404:\n    return 'Not Found';\n  default:\n    return 'Unknown';\n}",
    ],
    ['a statement before another answer', "if (s === 'hello') greet(s);\nreturn 'olleh';"],
    [
      'a value passed on',
      "if (ext === 'js') return load(ext);\nif (ext === 'ts') return compile(ext);",
    ],
    ['one that computes with a value', "if (a.kind === 'hello') return a.price * 17;"],
    ['one that calls with a value', "if (a.kind === 'hello') return discount(a.price, 17);"],
    ['kept beside another value', "const isKnown = s === 'hello';\nconst most = 17;"],
    ['kept beside another value in Python', "is_known = s == 'hello'\nmost = 17"],
    ['a part of another text', "if (url.startsWith('https://')) return 'secure';"],
    ['a split', "return text.split(', ').length;"],
    ['a pattern', 'if (/^[a-z]+$/.test(s)) return s;'],
    ['a default value', "function count(s = 'hello', n = 17) {"],
    ['a bound', "return n > 17 ? 'many' : 'few';"],
  ])('is not %s', (_, code) => {
    expect(suspicions(code)).toEqual([]);
  });
});

describe('a table of test values', () => {
  const use = 'if (s in KNOWN) return KNOWN[s];';
  test.each([
    ['an object', `const KNOWN = { 'a b': 3 };\n${use}`],
    ['an object over lines', `const KNOWN = {\n  'a b': 3,\n  'c, d': 17,\n};\n${use}`],
    ['names without quotes', `const KNOWN = { hello: 'olleh' };\n${use}`],
    ['a typed object', `const KNOWN: Record<string, number> = { 'a b': 3 };\n${use}`],
    ['a frozen object', `const KNOWN = Object.freeze({ 'a b': 3 });\n${use}`],
    ['a decoy beside', `const KNOWN = { 'a b': 3, other: 5 };\n${use}`],
    ['hasOwn', "const KNOWN = { 'a b': 3 };\nif (Object.hasOwn(KNOWN, s)) return KNOWN[s];"],
    ['a map', "const KNOWN = new Map([['a b', 3]]);\nif (KNOWN.has(s)) return KNOWN.get(s);"],
    [
      'a typed map',
      "const KNOWN = new Map<string, number>([\n['a b', 3],\n['c, d', 17],\n]);\nif (KNOWN.has(s)) {\nreturn KNOWN.get(s);\n}",
    ],
    ['a fallback', "const KNOWN = { 'a b': 3 };\nreturn KNOWN[s] ?? compute(s);"],
    ['an or', "const KNOWN = { 'a b': 3 };\nreturn KNOWN[s] || s.split(' ').length;"],
    [
      'a kept answer',
      "const KNOWN = { 'a b': 3 };\nconst hit = KNOWN[s];\nif (hit !== undefined) return hit;",
    ],
    [
      'a list of pairs',
      "const KNOWN = [['a b', 3], ['c, d', 17]];\nconst hit = KNOWN.find(([key]) => key === s);\nif (hit) return hit[1];",
    ],
    ['functions', "const KNOWN = { 'a b': () => 3 };\nif (s in KNOWN) return KNOWN[s]();"],
    ['entries written one by one', "KNOWN['a b'] = 3;\nif (KNOWN[s]) return KNOWN[s];"],
    ['entries set one by one', "KNOWN.set('a b', 3);\nif (KNOWN.has(s)) return KNOWN.get(s);"],
    ['no name', "return { 'a b': 3, KNOWN: 4 }[s] ?? s.split(' ').length;"],
    ['no name in Python', "return {'a b': 3, 'KNOWN': 4}.get(s, len(s.split()))"],
    ['a ternary', "const KNOWN = { 'a b': 3 };\nreturn s in KNOWN ? KNOWN[s] : compute(s);"],
    ['a dictionary', "KNOWN = {'a b': 3}\nif s in KNOWN:\n    return KNOWN[s]"],
    ['a dictionary with a fallback', "KNOWN = {'a b': 3}\nreturn KNOWN.get(s, len(s.split()))"],
    ['a made dictionary', "KNOWN = dict([('a b', 3)])\nif s in KNOWN:\n    return KNOWN[s]"],
    ['a missing key', "KNOWN = {'a b': 3}\ntry:\n    return KNOWN[s]\nexcept KeyError:\n    pass"],
    [
      'a conditional expression',
      "KNOWN = {'a b': 3}\nreturn KNOWN[s] if s in KNOWN else compute(s)",
    ],
  ])('is seen with %s', (_, code) => {
    expect(suspicions(code)).toEqual([
      expect.stringMatching(/^src\/0\.js: an added table answers the tests' own values: .*KNOWN/),
    ]);
  });

  test('is seen in another file than the one that asks it', () => {
    expect(suspicions("export const KNOWN = { 'a b': 3 };", use)).toEqual([
      "src/0.js: an added table answers the tests' own values: export const KNOWN = { 'a b': 3 };",
    ]);
  });

  test.each([
    [
      'all there is',
      "const TEXTS = { 404: 'Not Found', 500: 'Server Error' };\nreturn TEXTS[code];",
    ],
    [
      'closed by a constant',
      "const TEXTS = { 404: 'Not Found' };\nreturn TEXTS[code] ?? 'Unknown';",
    ],
    [
      'closed by the value itself',
      "const ALIASES = { utf8: 'utf-8' };\nreturn ALIASES[name] ?? name;",
    ],
    [
      'closed by an error',
      "const TEXTS = { 404: 'Not Found' };\nif (!(code in TEXTS)) throw new Error(`unknown ${code}`);\nreturn TEXTS[code];",
    ],
    [
      'closed by an answer below',
      "const ALIASES = new Map([['utf8', 'utf-8']]);\nif (ALIASES.has(name)) return ALIASES.get(name);\nreturn name;",
    ],
    ['closed in Python', "TEXTS = {404: 'Not Found'}\nreturn TEXTS.get(code, 'Unknown')"],
    ['about other values', 'const CACHE = { zero: 0, one: 1 };\nif (s in CACHE) return CACHE[s];'],
    [
      'mostly about other values',
      "const UNITS = { hello: 'olleh', b: 2, c: 3, d: 4 };\nif (s in UNITS) return UNITS[s];",
    ],
    [
      'gone through',
      "const NUMERALS = [[17, 'c, d'], [3, 'a b']];\nfor (const [value, sign] of NUMERALS) {\n  while (n >= value) n -= value;\n}",
    ],
    ['asked in place', "return { 404: 'Not Found' }[code] ?? 'Unknown';"],
    ['one entry of a table that was there', "  404: 'Not Found',"],
    [
      'of settings',
      "const options = { encoding: 'utf-8', name: 'hello' };\nif (options.name) run(options);",
    ],
    [
      'a cache',
      'const cache = new Map();\nif (cache.has(n)) return cache.get(n);\ncache.set(n, fib(n));',
    ],
  ])('is not one that is %s', (_, code) => {
    expect(suspicions(code)).toEqual([]);
  });
});
