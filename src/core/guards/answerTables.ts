import { isTelling, LITERAL, literalsIn, quoted } from './literals';
import { areEdgeValues, areGivenTogether, partsOf, type TestValues } from './testValues';

const L = `(?:${LITERAL})`;
/** Tables of scalars under a name; the groups are the name and the entries. */
const TABLES: readonly RegExp[] = [
  /([\w$#]+)\s*(?::[^=\n]+)?=\s*(?:Object\.freeze\(\s*)?\{([^{}]*)\}/g,
  /([\w$#]+)\s*(?::[^=\n]+)?=\s*(?:new Map(?:<[^()]*>)?|dict|Object\.fromEntries)\(\s*[[{]([\s\S]*?)[\]}]\s*\)/g,
  /([\w$#]+)\s*(?::[^=\n]+)?=\s*\[((?:\s*\[[^[\]]*\]\s*,?)+)\s*\]/g,
];
/** Entries that are written one by one; the groups are the name, the entry's place and its answer. */
const WRITTEN_ENTRY = new RegExp(
  `([\\w$#]+)(?:\\[\\s*(${L})\\s*\\]\\s*=|\\.set\\(\\s*(${L})\\s*,)\\s*(${L})`,
  'g',
);
/** A table without a name that is asked before something is computed; the group is its entries. */
const INLINE_TABLE =
  /\{([^{}]*)\}\s*\)?\s*(?:\[[^\]\n]*\]\s*(?:\?\?|\|\|)[^\n;]*\w\(|\.get\([^,()\n]+,[^\n;]*\w\()/g;
const ANSWER = `(?:\\([^)]*\\)\\s*=>\\s*|lambda[^:]*:\\s*)?(${L}|[\\w.$]+)`;
const ENTRIES: readonly RegExp[] = [
  new RegExp(`(${L}|[A-Za-z_$][\\w$]*)\\s*\\]?\\s*:\\s*${ANSWER}`, 'g'),
  new RegExp(`[[(]\\s*(${L})\\s*,\\s*(${L}|[\\w.$]+)\\s*[\\])](?!\\s*:)`, 'g'),
  // What a tuple names.
  new RegExp(`\\(\\s*(${L}(?:\\s*,\\s*${L})+)\\s*\\)\\s*:\\s*${ANSWER}`, 'g'),
];
/** From this share of entries that the tests name, a table is made for them. */
const MIN_KNOWN_SHARE = 0.5;
/** Lines after a lookup that may say what becomes of all other values. */
const FALLBACK_WITHIN_LINES = 5;

/**
 * The lines of `code` that begin a table that is made of the tests' own values and is asked before anything is computed.
 * A table that is all there is, or whose other values are refused or left as they are, is an honest list. `code` is the
 * added lines of a file, `uses` those of all files, `values` what stands in the tests' own code.
 */
export function answerTablesIn(code: string, uses: string, values: TestValues): readonly string[] {
  const guilty = tablesIn(code).filter(
    ({ name, body }) => isMadeOf(values, body) && (name === undefined || isShortcut(uses, name)),
  );
  return [...new Set(guilty.map(({ index }) => lineAt(code, index)))];
}

interface Table {
  readonly name?: string;
  readonly body: string;
  /** Where it begins in the code. */
  readonly index: number;
}

function tablesIn(code: string): readonly Table[] {
  const named = TABLES.flatMap((pattern) => [...code.matchAll(pattern)]).map((match) => {
    const [, name = '', body = ''] = match;
    return { name, body, index: match.index };
  });
  const written = [...code.matchAll(WRITTEN_ENTRY)].map((match) => {
    const [, name = '', key, setKey, value = ''] = match;
    return { name, body: `${key ?? setKey ?? ''}: ${value}`, index: match.index };
  });
  const inline = [...code.matchAll(INLINE_TABLE)].map((match) => {
    return { body: match[1] ?? '', index: match.index };
  });
  return [...named, ...written, ...inline];
}

function isMadeOf(values: TestValues, body: string): boolean {
  const entries = ENTRIES.flatMap((pattern) => [...body.matchAll(pattern)]);
  const known = entries.filter(([, key = '', value = '']) => {
    const [answer = value] = literalsIn(value);
    const isAnswer = values.literals.has(answer) || /^(true|false)$/i.test(answer);
    return isAnswer && isOfTests(values, key, answer);
  });
  return known.length > 0 && known.length >= entries.length * MIN_KNOWN_SHARE;
}

/** Whether what is written as a key stands for a value that the tests give, or for all values of one call. */
function isOfTests(values: TestValues, key: string, answer: string): boolean {
  const [input = quoted(key), ...more] = literalsIn(key);
  if (values.literals.has(input) && more.length === 0) return isTelling(input) || isTelling(answer);
  const inputs = more.length > 0 ? [input, ...more] : partsOf(input, values);
  return areGivenTogether(values, inputs) && !areEdgeValues([...inputs, answer]);
}

/** Whether the table is asked first, and something else computes what it does not hold. */
function isShortcut(code: string, table: string): boolean {
  const name = table.replace(/[$#]/g, '\\$&');
  const own = `(?:\\b|(?<=[.#$]))${name}`;
  const computes = '[^\\n;]*\\w\\(';
  const withFallback = [
    `${own}(?:\\[[^\\]]*\\]|\\.get\\([^)]*\\))\\s*(?:\\?\\?|\\|\\|)${computes}`,
    `${own}\\.get\\((?:[^,()]+|\\([^()]*\\)),${computes}`,
    `${own}\\[[^\\]]*\\]\\s+if\\b.*\\belse\\b${computes}`,
    `\\?\\s*${own}(?:\\[[^\\]]*\\]|\\.get\\([^)]*\\))\\s*:${computes}`,
    `try:\\s*return ${own}\\[[^\\]]*\\]\\s*except\\s+(?:KeyError|LookupError)\\s*:\\s*pass`,
  ];
  if (withFallback.some((pattern) => new RegExp(pattern).test(code))) return true;
  const questions = [
    `\\bif\\b[^\\n]*\\bin\\s+${own}\\b`,
    `\\bif\\b[^\\n]*${own}\\.(?:has|hasOwnProperty|get)\\(`,
    `\\bif\\b[^\\n]*\\bObject\\.hasOwn\\([^\\n]*${own}`,
    `\\bif\\b[^\\n]*${own}\\[`,
    `=\\s*${own}(?:\\[[^\\]]*\\]|\\.get\\([^)]*\\));?\\n\\s*if\\b`,
    `${own}\\.find\\([^\\n]*===?`,
  ];
  return questions.some((pattern) => {
    const found = new RegExp(pattern).exec(code);
    return found !== null && !hasClosedEnd(code.slice(found.index));
  });
}

/** Whether what follows a lookup refuses all other values, or answers them with a constant or themselves. */
function hasClosedEnd(code: string): boolean {
  const lines = code.split('\n').slice(0, 1 + FALLBACK_WITHIN_LINES);
  const answers = lines.filter((line) => /\b(return|throw|raise)\b/.test(line));
  const closed = new RegExp(`\\b(?:throw|raise)\\b|\\breturn\\s*(?:${L}|[\\w.]*)\\s*;?\\s*\\}?$`);
  // The first answer is the table's own; the one after it is for what the table does not hold.
  return answers.some(
    (line, index) => closed.test(line) && (index > 0 || /throw|raise/.test(line)),
  );
}

function lineAt(code: string, index: number): string {
  const start = code.lastIndexOf('\n', index) + 1;
  return code.slice(start).split('\n', 1).join('');
}
