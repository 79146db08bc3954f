import { describe, expect, test } from 'vitest';
import type { FileTexts } from '../../../../src/core/ports';
import type { TestReport } from '../../../../src/core/testReport';
import type { SessionEvent } from '../../../../src/core/session/events';
import { emptySearch, nextSearch } from '../../../../src/core/search/searchState';
import { nextMove } from '../../../../src/core/policy/nextMove';
import { planFor } from '../../../../src/core/policy/efforts';
import {
  arithmeticFiles,
  arithmeticTests as tests,
  firstResult,
  repairOf,
  setResult,
} from '../../../support/arithmetic';
import { expectSameFromEveryCut } from '../../../support/cutAnywhere';
import { replyEdit as edit } from '../../../support/replyEdit';
import { failedTest, testReport, testResult } from '../../../support/reports';
import { scriptedRoles, type RoleModel } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';

const files = arithmeticFiles('add', 'multiply');
const explain = ['T1: it wants the sum.'] as const;
const script = [
  firstResult('add', 'a * b'),
  firstResult('add', 'a * b'),
  setResult('add', 'a * b', 'b'),
  repairOf('add'),
  repairOf('multiply'),
] as const;

function author(): RoleModel {
  return scriptedRoles({ author: script, explain });
}

function lines(events: readonly SessionEvent[]): readonly string[] {
  return events.map((event) => JSON.stringify(event));
}

describe('the journal of a session', () => {
  test('is the same byte for byte for the same seed and the same replies', async () => {
    const first = await solveInMemory({ files, tests, model: author() });
    const second = await solveInMemory({ files, tests, model: author() });
    expect(lines(second)).toEqual(lines(first));
  });

  test('gives back every decision: each move follows from the events before it', async () => {
    const task = { effort: 'search' } as const;
    let n = 0;
    const next = (): string => firstResult('add', `a * ${String(++n)}`);
    const model = scriptedRoles({ author: [next], explain, critic: ['SCORE: 50'] });
    const events = await solveInMemory({ files, tests, model, task });
    const [start] = events;
    if (start?.kind !== 'session') throw new Error('no session event');
    const context = { task: start.task, plan: planFor('search'), model };
    let state = emptySearch;
    let decided: ReturnType<typeof nextMove> | undefined;
    for (const event of events) {
      if (event.kind === 'action' && event.action !== 'minimise') {
        decided = nextMove(state, context);
        expect(decided).toMatchObject({ action: event.action, parent: event.parent });
      }
      state = nextSearch(state, event);
    }
    expect(decided).toBeDefined();
    expect(nextMove(state, context)).toMatchObject({ kind: 'end' });
  });

  test('lets a session go on from any event at which it was cut off, without asking anything twice', async () => {
    await expectSameFromEveryCut({ scene: { files, tests }, model: author() });
  });

  test('lets code from words go on, its check and a debate included', async () => {
    const check = edit(
      'fixpoint-check.test.mjs',
      '',
      "import { f } from './f.mjs';\ntest('f', () => f(1));",
    );
    const own = { id: 'fixpoint-check.test.mjs > f', file: 'fixpoint-check.test.mjs' };
    const written = (texts: FileTexts): TestReport => {
      const code = texts.get('f.mjs') ?? '';
      if (!texts.has('fixpoint-check.test.mjs')) return testReport([]);
      const output = `PROBE f(3) = ${code}`;
      return testReport([
        code === '' ? { ...failedTest('f'), ...own } : { ...testResult('f', own), output },
      ]);
    };
    let n = 0;
    const next = (): string => edit('f.mjs', '', `let good = ${String(++n)};`);
    const model = scriptedRoles({ checker: [check], author: [next], select: ['A: none.', 'B'] });
    const task = {
      instruction: 'Write f(n) in f.mjs. '.repeat(12),
      effort: 'search',
      budget: { maxRequests: 9 },
    } as const;
    await expectSameFromEveryCut({
      scene: { files: { 'g.mjs': '' }, tests: written, task },
      model,
    });
  });

  test('is not gone on from when the files have changed since', async () => {
    const whole = await solveInMemory({ files, tests, model: author() });
    const past = whole.slice(
      0,
      whole.findLastIndex(({ kind }) => kind === 'action'),
    );
    const changed = { ...files, 'src/math.ts': 'export {};\n' };
    await expect(solveInMemory({ files: changed, tests, model: author(), past })).rejects.toThrow(
      /files have changed since the session was cut off/,
    );
  });
});
