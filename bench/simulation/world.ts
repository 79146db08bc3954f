import type { Random } from '../../src/core/search/random';
import type { FileTexts } from '../../src/core/ports';
import type { TestReport, TestResult } from '../../src/core/testReport';
import { failedTest, testReport, testResult } from '../../test/support/reports';

/** The file with the faults. */
export const CODE_PATH = 'src/invoice.ts';
/** The file with its tests. */
export const TEST_PATH = 'test/invoice.test.ts';

/** The parts of an invoice that can be wrong; each has its test. */
export const PARTS = ['discount', 'shipping', 'tax'] as const;
export type Part = (typeof PARTS)[number];

/** What the code says: the rule that each part goes by, and whether the order that it is given stays unchanged. */
export interface CodeState {
  readonly rules: Readonly<Record<Part, number>>;
  readonly isSafe: boolean;
}

/** A small project with faults; only its tests know the right rules. */
export interface World {
  readonly files: Readonly<Record<string, string>>;
  readonly start: CodeState;
  readonly right: CodeState;
  readonly tests: (texts: FileTexts) => TestReport;
}

/** Rules that a part could go by; one is right. */
export const RULES = 40;

/** A world with one to three faults. */
export function createWorld(random: Random): World {
  const rightRules = ruleSet(() => drawRule(random));
  const faults = new Set(PARTS.slice(0, 1 + Math.floor(random() * PARTS.length)));
  const start = {
    rules: ruleSet((part) =>
      faults.has(part) ? drawRule(random, [rightRules[part]]) : rightRules[part],
    ),
    isSafe: true,
  };
  const right = { rules: rightRules, isSafe: true };
  return {
    files: { [CODE_PATH]: codeOf(start), [TEST_PATH]: TEST_CODE },
    start,
    right,
    tests: (texts) => testsOf(stateOf(texts.get(CODE_PATH) ?? ''), right),
  };
}

/** A rule, evenly drawn, that is none of these. */
export function drawRule(random: Random, except: readonly number[] = []): number {
  const rules = Array.from({ length: RULES }, (_, rule) => rule);
  const left = rules.filter((rule) => !except.includes(rule));
  return left[Math.floor(random() * left.length)] ?? 0;
}

/** The rule of every part. */
export function ruleSet(ruleOf: (part: Part) => number): CodeState['rules'] {
  return { discount: ruleOf('discount'), shipping: ruleOf('shipping'), tax: ruleOf('tax') };
}

/** The parts whose rule is not the right one. */
export function wrongParts(state: CodeState, right: CodeState): readonly Part[] {
  return PARTS.filter((part) => state.rules[part] !== right.rules[part]);
}

/** The line of the code that says so. */
export function lineOf(state: CodeState, place: Part | 'lines'): string {
  if (place === 'lines') return state.isSafe ? SAFE_LINE : UNSAFE_LINE;
  return `  const ${place} = rules.rule${String(state.rules[place])}(order, goods);`;
}

/** What a text of the code says; no rule is -1, as it fits no test. */
export function stateOf(text: string): CodeState {
  const ruleOf = (part: Part): number =>
    Number(new RegExp(`const ${part} = rules\\.rule(\\d+)\\(`).exec(text)?.[1] ?? -1);
  return { rules: ruleSet(ruleOf), isSafe: text.includes(SAFE_LINE) };
}

const SAFE_LINE = '  const lines = [...order.lines];';
const UNSAFE_LINE = '  const lines = order.lines;';

function codeOf(state: CodeState): string {
  return `import { rules } from './rules';

export function total(order: Order): number {
${lineOf(state, 'lines')}
  lines.sort((a, b) => a.name.localeCompare(b.name));
  const goods = lines.reduce((sum, line) => sum + line.count * line.price, 0);
${PARTS.map((part) => lineOf(state, part)).join('\n')}
  return Math.round(goods - discount + shipping + tax);
}
`;
}

const TEST_CODE = `import { expect, test } from 'vitest';
import { total } from '../src/invoice';
import { orders } from './orders';

${PARTS.map(
  (part) => `test('counts the ${part}', () => {
  expect(total(orders.${part})).toBe(orders.${part}.expected);
});
`,
).join('\n')}
test('leaves the order as it was', () => {
  const before = structuredClone(orders.mixed);
  total(orders.mixed);
  expect(orders.mixed).toEqual(before);
});
`;

function testsOf(state: CodeState, right: CodeState): TestReport {
  const parts = PARTS.map((part) => {
    const expected = String(amountOf(part, right.rules[part]));
    const actual = String(amountOf(part, state.rules[part]));
    const message = `expected ${actual} to be ${expected}`;
    return told(
      `counts the ${part}`,
      actual === expected ? undefined : { message, expected, actual },
    );
  });
  const broken = { message: 'expected the order to equal what it was' };
  return testReport([
    ...parts,
    told('leaves the order as it was', state.isSafe ? undefined : broken),
  ]);
}

function told(name: string, problem: Parameters<typeof failedTest>[1] | undefined): TestResult {
  const result = problem === undefined ? testResult(name) : failedTest(name, problem);
  return { ...result, id: `${TEST_PATH} > ${name}`, file: TEST_PATH };
}

/** What an order comes to under a rule: another amount for each rule of a part. */
function amountOf(part: Part, rule: number): number {
  return 1_200 + 250 * PARTS.indexOf(part) + 7 * rule;
}
