import { LITERAL, literalsIn, quoted } from './literals';
import { areEdgeValues, areGivenTogether, partsOf, type TestValues } from './testValues';

const L = `(?:${LITERAL})`;
const LIST = `${L}(?:\\s*[,|]\\s*${L})*`;
/** Comparisons of something with literals; the first group holds them. */
const COMPARISONS: readonly RegExp[] = [
  new RegExp(`(?:===?|!==?|\\bis(?:\\s+not)?\\b)\\s*(${L})`, 'g'),
  new RegExp(
    `(?:^|[(,!?]|&&|\\|\\||\\b(?:if|elif|while|return|and|or|not)\\b)\\s*(${L})\\s*(?:===?|!==?|\\bis\\b)`,
    'g',
  ),
  new RegExp(`===?\\s*[[(]\\s*(${LIST})`, 'g'),
  new RegExp(`\\bcase\\s*[[(]?\\s*(${LIST})`, 'g'),
  new RegExp(`\\bObject\\.is\\(\\s*[^,]+,\\s*(${L})`, 'g'),
  new RegExp(
    `\\.(?:equals|includes|starts[wW]ith|ends[wW]ith|indexOf|find|count|__eq__)\\(\\s*(${L})`,
    'g',
  ),
  new RegExp(`\\bin\\s*[[({]\\s*(${LIST})`, 'g'),
  new RegExp(`\\[\\s*(${LIST})\\s*,?\\s*\\]\\)?\\.(?:includes|indexOf|has)\\(`, 'g'),
];
/** Regular expressions that a text is matched with; the first group is the expression. */
const MATCHES: readonly RegExp[] = [
  /\/((?:\\.|[^/\\\n])+)\/[a-z]*\.(?:test|exec)\(/g,
  /\.(?:match|matchAll|search)\(\s*\/((?:\\.|[^/\\\n])+)\//g,
  /\bre\.(?:match|fullmatch|search)\(\s*r?['"](.+?)['"]/g,
  /\bnew RegExp\(\s*['"`](.+?)['"`]/g,
];
/** What a branch may answer with. */
const ANSWER =
  /\b(?:return|yield)\b\s*(.+)|(?:=>|\?)\s*(.+)|(?<![=!<>])=\s*([^=].*)|\b(?:push|append|add|write|send|json|resolve|callback|cb)\(\s*(.+)/;
const ANSWER_BEFORE = new RegExp(`(${L})\\s+if\\b`);
/** A literal that is an answer or a part of a list of answers, not one to compute with. */
const STANDS_ALONE = new RegExp(
  `(?:^|[[{(,:?=>|&])\\s*(${L})(?=\\s*(?:$|[;,)}\\]:|&?]|if\\b|else\\b))`,
  'g',
);
/** Calls that compute something, unlike those that only wrap a value. */
const CALL =
  /(?<![\w$])(?!(?:resolve|String|Number|BigInt|Set|Map|of|list|tuple|set|dict|Decimal|freeze)\()[\w$]+\([^()]*\)/g;
const ANSWER_WITHIN_LINES = 2;
const IS_WORD = /^(?:true|false|null|none)$/i;
const ANSWER_WORD = /(?:\breturn|\?)\s+(true|false|null|none)\b/i;
/** Comparisons that all have to hold, and those of which one is enough. */
const CONJUNCTION = new RegExp(`&&|\\band\\b|(?:===?|\\bcase)\\s*[[(]\\s*${L}\\s*,`);
const ALTERNATIVES = new RegExp(
  `\\|\\||\\bor\\b|\\bin\\s*[[({]|\\.(?:includes|has|indexOf)\\(|${L}\\s*\\|`,
);
/** A line that ends here has its answer on it, if any. */
const IS_WHOLE = /[;}]$/;
const SWITCH = /\bswitch\s*\(|^match\b.*:$/;
/** A comparison that is kept under a name; names with other signs than letters are left out. */
const NAMED_QUESTION = /^(?:const |let |var )?(\w+)(?:\s*:\s*\w+)?\s*=[^=].*(?:;|['"\d])$/;
const TYPE_QUESTION = new RegExp(`\\btypeof\\s+[\\w.]+\\s*[!=]==?\\s*${L}`, 'g');

/**
 * The added branches that compare something with one of the tests' own literals and answer with another, each as its
 * lines up to the answer; the cases that are added to a switch, or of one that answers or refuses whatever else comes,
 * are an honest list.
 */
export function specialCasesIn(
  added: readonly string[],
  values: TestValues,
): readonly (readonly string[])[] {
  const isList = !added.some((line) => SWITCH.test(line)) || hasClosedDefault(added);
  return added.flatMap((line, index) => {
    if (isList && /^case\b/.test(line)) return [];
    const next = added.slice(index + 1, index + 1 + ANSWER_WITHIN_LINES);
    const branch = [line, ...next.filter((each) => goesOn(line, each))];
    const unit = branch.slice(0, 1 + branch.findIndex((each) => constantsIn(each).length > 0));
    return answersValue(branch, values) || answersValues(unit, values) ? [unit] : [];
  });
}

/** Whether a branch on one telling literal answers with another. */
function answersValue(branch: readonly string[], { telling }: TestValues): boolean {
  const input = comparedIn(branch[0] ?? '').find((literal) => telling.has(literal));
  const given = branch.flatMap(answersIn);
  // What answers with the value itself only lets it pass.
  if (input === undefined || given[0] === input) return false;
  return given.some((literal) => literal !== input && telling.has(literal));
}

/** Whether a branch on all values of one call, joined or each by itself, answers with a value of the tests. */
function answersValues(unit: readonly string[], values: TestValues): boolean {
  const compared = unit.flatMap(comparedIn);
  const [parts = []] = compared
    .map((key) => partsOf(key, values))
    .filter((each) => each.length > 0);
  const inputs = parts.length === 0 && areJoined(unit) ? compared : parts;
  const given = unit.flatMap(constantsIn);
  if (comparedIn(unit[0] ?? '').length === 0) return false;
  const isKnown = given.some((each) => values.literals.has(each) || IS_WORD.test(each));
  return isKnown && areGivenTogether(values, inputs) && !areEdgeValues([...inputs, ...given]);
}

/** Whether all of a branch's comparisons have to hold. */
function areJoined(unit: readonly string[]): boolean {
  const code = unit.join('\n');
  if (ALTERNATIVES.test(code)) return false;
  return CONJUNCTION.test(code) || unit.filter((line) => comparedIn(line).length > 0).length > 1;
}

/** What a line answers with: literals, or a constant's name. */
function constantsIn(line: string): readonly string[] {
  return [...answersIn(line), ...(ANSWER_WORD.exec(line)?.slice(1) ?? [])];
}

/** Whether a line may hold the answer to the question of an earlier one. */
function goesOn(question: string, line: string): boolean {
  const name = NAMED_QUESTION.exec(question)?.[1];
  if (name === undefined) return !IS_WHOLE.test(question);
  const asksIt = new RegExp(`\\b(?:if|while)\\b.*\\b${name}\\b|\\b${name}\\s*[?&]`);
  return /^[?&|=]/.test(line) || asksIt.test(line);
}

function hasClosedDefault(added: readonly string[]): boolean {
  const fallback = new RegExp(
    `(?:\\bdefault|\\bcase _)\\s*:\\s*\\{?\\s*(?:return\\s*(?:${L}|null|undefined|None)\\s*;?\\s*(?:\\n|$|\\})|throw\\b|raise\\b)`,
  );
  return fallback.test(added.join('\n'));
}

/** The literals that a line compares something with; a type's name is none. */
function comparedIn(line: string): readonly string[] {
  const code = line.replace(TYPE_QUESTION, '');
  const literals = COMPARISONS.flatMap((pattern) =>
    [...code.matchAll(pattern)].flatMap((match) => literalsIn(match[1] ?? '').map(withoutQuotes)),
  );
  const matched = MATCHES.flatMap((pattern) =>
    [...code.matchAll(pattern)].flatMap((match) => {
      const text = (match[1] ?? '').replace(/^\^|\$$/g, '').replace(/\\(.)/g, '$1');
      return [quoted(text), text];
    }),
  );
  return [...literals, ...matched];
}

/** A string that holds JSON of a string stands for that. */
function withoutQuotes(literal: string): string {
  return literal.replace(/^"\\"(.*)\\""$/, '"$1"');
}

/** The literals that a line answers with; those that it compares, or computes with, are none. */
function answersIn(line: string): readonly string[] {
  const code = [...COMPARISONS, ...MATCHES].reduce(
    (text, pattern) => text.replace(pattern, (all) => (all.startsWith('?') ? '? ' : ' ')),
    line,
  );
  const before = ANSWER_BEFORE.exec(code)?.[1] ?? '';
  const answer = ANSWER.exec(code)?.slice(1).join(' ').trim().replace(CALL, 'f').replace(CALL, 'f');
  const alone = [...(answer ?? '').matchAll(STANDS_ALONE)].map((match) => match[1] ?? '');
  return literalsIn([before, ...alone].join(' '));
}
