import { describe, expect, test } from 'vitest';
import type { FileTexts } from '../../../../src/core/ports';
import type { SessionEvent } from '../../../../src/core/session/events';
import type { TestReport } from '../../../../src/core/testReport';
import { replyEdit as edit } from '../../../support/replyEdit';
import { failedTest, testReport, testResult } from '../../../support/reports';
import { scriptedRoles, type RoleModel } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';

const CHECK = 'fixpoint-check.test.mjs';
const check = edit(
  CHECK,
  '',
  "import { f } from './f.mjs';\ntest('f', () => expect(f(1)).toBe(2));",
);
const instruction = 'Write f(n) in f.mjs. '.repeat(12);

function tests(texts: FileTexts): TestReport {
  const code = texts.get('f.mjs') ?? '';
  const own = { id: `${CHECK} > f`, file: CHECK };
  if (!texts.has(CHECK)) return testReport([]);
  const output = `PROBE f(3) = ${code}`;
  return testReport([
    code.includes('good') ? { ...testResult('f', own), output } : { ...failedTest('f'), ...own },
  ]);
}

function judged(...select: readonly [string, ...string[]]): RoleModel {
  let n = 0;
  // Each draft behaves in its own way, so that agreement does not decide.
  const next = (): string => edit('f.mjs', '', `let good = ${String(++n)};`);
  return scriptedRoles({ checker: [check], author: [next], select, critic: ['SCORE: 50'] });
}

async function chosen(model: RoleModel): Promise<readonly SessionEvent[]> {
  const task = { instruction, effort: 'search', budget: { maxRequests: 20 } } as const;
  return solveInMemory({ files: { 'g.mjs': '' }, tests, model, task });
}

describe('a choice among equals', () => {
  test('needs no words when all of them behave alike', async () => {
    const same = (): string =>
      edit('f.mjs', '', `let good = 1; // ${String(++n)}\nlet x${String(n)};`);
    let n = 0;
    const model = scriptedRoles({
      checker: [check],
      author: [same],
      select: ['A'],
      critic: ['SCORE: 50'],
    });
    const alike = (texts: FileTexts): TestReport => {
      const report = tests(texts);
      return { ...report, tests: report.tests.map(({ output: _, ...each }) => each) };
    };
    const task = { instruction, effort: 'search' } as const;
    const events = await solveInMemory({ files: { 'g.mjs': '' }, tests: alike, model, task });
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed-unproven' } });
    expect(model.requestsOf('select')).toHaveLength(0);
  });

  test('A04: is debated when tests and agreement leave a tie, and both orders have to agree', async () => {
    // After the objections, the one in the middle in both orders.
    const model = judged('A: slow. B: none.', 'B', 'B');
    const events = await chosen(model);
    expect(model.requestsOf('select')).toHaveLength(3);
    expect(events.filter(({ kind }) => kind === 'select')).toMatchObject([{ revision: 2 }]);
  });

  test('stays a tie when the judge prefers a place', async () => {
    const events = await chosen(judged('A: slow.', 'A', 'A'));
    expect(events.filter(({ kind }) => kind === 'select')).toEqual([]);
  });
});
