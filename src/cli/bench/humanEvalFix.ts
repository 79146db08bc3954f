import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Syntax } from '../../core/ports';
import { UsageError } from '../usageError';
import { halfOf, type BenchProgram } from './benchProgram';

/** Where a checkout of octopack keeps the set. */
const SET = 'evaluation/create/humaneval-x/data/js/data/humanevalpack.jsonl';
const SOURCE = 'src/program.js';
const TEST = 'test/program.test.js';

interface Row {
  readonly task_id: string;
  readonly prompt: string;
  readonly buggy_solution: string;
  readonly test: string;
}

/**
 * The JavaScript programs of HumanEvalFix (N. Muennighoff et al., 2023), from a checkout of octopack or the set's file; throws
 * a `UsageError` when it is neither. The set asserts by `console.assert`; each assertion becomes a test.
 */
export async function readHumanEvalFix(
  place: string,
  syntax: Syntax,
): Promise<readonly BenchProgram[]> {
  const file = place.endsWith('.jsonl') ? place : path.join(place, SET);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new UsageError(
      `${place} is no checkout of octopack: it lacks ${SET}. Name one, or that file, with --path.`,
    );
  }
  const rows = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  return Promise.all(rows.map((row) => readProgram(row, syntax)));
}

async function readProgram(row: Row, syntax: Syntax): Promise<BenchProgram> {
  const { setup, assertions } = await readAssertions(row.test, syntax);
  const names = definedIn(row.prompt);
  // A test that asserts in loops can't be halved.
  const isWhole = assertions.length < 2;
  const testOf = (some: readonly string[]): string =>
    testFile(names, setup, isWhole ? [...assertions, 'true'] : some);
  const code = `${row.prompt}${row.buggy_solution}\nmodule.exports = { ${names.join(', ')} };\n`;
  return {
    name: row.task_id.replace('/', '-'),
    runner: 'node:test',
    project: (half) => ({
      'package.json': '{ "private": true, "scripts": { "test": "node --test" } }',
      [SOURCE]: code,
      [TEST]: testOf(halfOf(assertions, half)),
    }),
    judges: { [TEST]: testOf(assertions) },
  };
}

/** The functions that a prompt defines; the one that is asked for comes last. */
function definedIn(prompt: string): readonly string[] {
  return [...prompt.matchAll(/^const (\w+) = \(/gm)].map(([, name = '']) => name);
}

interface Assertions {
  /** Statements that the assertions need. */
  readonly setup: string;
  /** Source text of what is asserted. */
  readonly assertions: readonly string[];
}

/** What the set's test function asserts, in order; everything else in it is set-up. */
async function readAssertions(test: string, syntax: Syntax): Promise<Assertions> {
  const tree = await syntax.parse('test.js', test);
  const body = tree?.root.children
    .flatMap(({ children }) => children)
    .flatMap(({ children }) => children)
    .find(({ field }) => field === 'value')
    ?.children.find(({ field }) => field === 'body');
  const statements = body?.children.filter(({ named }) => named) ?? [];
  const texts = statements.map(({ start, end }) => test.slice(start, end));
  const isAssertion = (text: string): boolean => text.startsWith('console.assert(');
  return {
    setup: texts.filter((text) => !isAssertion(text)).join('\n'),
    assertions: texts
      .filter(isAssertion)
      .map((text) => text.replace(/^console\.assert\(/, '').replace(/\)\s*;?$/, '')),
  };
}

function testFile(names: readonly string[], setup: string, assertions: readonly string[]): string {
  const tests = assertions.map(
    (text, at) => `test('case ${String(at + 1)}', () => {\n${setup}\n  assert.ok(${text});\n});`,
  );
  return [
    "const assert = require('node:assert');",
    "const test = require('node:test');",
    `const { ${names.join(', ')} } = require('../${SOURCE}');`,
    'const console = { ...globalThis.console, assert: (value) => assert.ok(value) };',
    ...tests,
  ].join('\n');
}
