import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../../../src/core/session/events';
import {
  arithmeticFiles,
  arithmeticTests as tests,
  firstResult,
  repairOf,
  setResult,
} from '../../../support/arithmetic';
import { scriptedRoles } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';
import { transcript } from '../../../support/transcript';

const all = arithmeticFiles('add', 'subtract', 'multiply');
const files = arithmeticFiles('add');
const explain = ['T1: it wants the sum.\nT2: that too.\nT3: that too.'] as const;

function parentsOf(events: readonly SessionEvent[]): readonly number[] {
  return events.flatMap((event) => (event.kind === 'action' ? [event.parent] : []));
}

describe('the tree of revisions', () => {
  test('A04: a second child is told the result of the first and nothing of its conversation', async () => {
    const breaks = setResult('multiply', 'a * b', 'a + a');
    const model = scriptedRoles({
      author: [
        firstResult('add', 'a * b'),
        `SECRET WORDS\n${setResult('add', 'a * b', 'b - a')}${breaks}`,
        setResult('add', 'a * b', 'a + b'),
      ],
      explain,
    });
    const events = await solveInMemory({ files, tests, model });
    expect(parentsOf(events)).toEqual([0, 1, 1]);
    const third = model.requestsOf('author')[2];
    const words = third?.messages.map(({ content }) => content).join('\n');
    expect(words).toContain(
      'Tried already:\n- src/math.ts: `return a;` → `return b - a;` and 1 more: 0 of 1 fixed, broke 1; adds: gave b - a',
    );
    expect(words).not.toContain('SECRET WORDS');
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('A30: the next branch grows before the first bad step, and is told that step', async () => {
    const model = scriptedRoles({
      author: [
        repairOf('add'),
        repairOf('subtract'),
        // Sent back once, because green tests need the line; insisted on, it is taken.
        setResult('subtract', 'a - b', 'b'),
        setResult('subtract', 'a - b', 'b'),
        setResult('subtract', 'b', 'b * b'),
        repairOf('multiply'),
      ],
      explain,
    });
    let asked = 0;
    // The developer insists on going on from the bad step, once.
    const reviewer = {
      afterIteration: (revision: number) => {
        asked += 1;
        const goesOn = asked === 3 ? { from: revision } : {};
        return Promise.resolve({ kind: 'continue' as const, ...goesOn });
      },
    };
    const task = { effort: 'thorough' } as const;
    const events = await solveInMemory({ files: all, tests, model, reviewer, task });
    const values = events.flatMap((event) => (event.kind === 'eval' ? [event.verdict.value] : []));
    expect(values.slice(0, 4).map((value) => value.toFixed(2))).toEqual([
      '0.40',
      '0.65',
      '0.40',
      '0.40',
    ]);
    expect(parentsOf(events).slice(0, 5)).toEqual([0, 1, 2, 3, 2]);
    const told = model.requestsOf('author')[5]?.messages.at(-1)?.content;
    expect(told).toContain('- src/math.ts: `return a;` → `return b;`: 1 of 3 fixed');
  });

  test('A42: more targets fixed goes first, without any vote', async () => {
    const model = scriptedRoles({
      author: [
        repairOf('add') + repairOf('subtract') + firstResult('multiply', 'b'),
        setResult('subtract', 'a - b', 'b'),
        'no',
      ],
      explain,
    });
    const events = await solveInMemory({ files: all, tests, model });
    expect(events.at(-1)).toMatchObject({
      outcome: { kind: 'budget', revision: 1, verdict: { fixed: 2, total: 3 } },
    });
    expect(model.requestsOf('select')).toHaveLength(0);
  });

  test('A17: the budget is granted in doubling slices, each begun with a self-check, and never exceeded', async () => {
    let n = 0;
    const next = (): string => firstResult('add', `a * ${String(++n)}`);
    const model = scriptedRoles({ author: [next], explain, critic: ['SCORE: 50'], select: ['A'] });
    const task = { effort: 'thorough' } as const;
    const events = await solveInMemory({ files, tests, model, task });
    const budgets = events.filter((event) => event.kind === 'budget');
    expect(budgets.map(({ granted }) => granted)).toEqual([3, 5, 10, 20]);
    const isFirst = model
      .requestsOf('author')
      .map(({ messages }) => messages.at(-1)?.content.includes('check your edit') === true);
    expect(isFirst.filter(Boolean)).toHaveLength(budgets.length);
    expect(isFirst[0]).toBe(true);
    expect(model.requests.length).toBeLessThanOrEqual(20);
  });

  test('A19: two drafts share no message', async () => {
    const model = scriptedRoles({
      author: [firstResult('add', 'b'), firstResult('add', 'b - a'), repairOf('add')],
      critic: ['SCORE: 50'],
    });
    const events = await solveInMemory({ files, tests, model, task: { effort: 'search' } });
    const drafts = model.requestsOf('author');
    expect(drafts.map(({ messages }) => messages.length)).toEqual([2, 2, 2]);
    expect(drafts.map(({ temperature }) => temperature)).toEqual([0, 0.7, 0.7]);
    expect(JSON.stringify(drafts[1])).not.toContain('return b;');
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('A05: no chain has more than its repairs, and a draft that is green ends at once', async () => {
    let n = 0;
    const next = (): string => firstResult('add', `a * ${String(++n)}`);
    const model = scriptedRoles({ author: [next], explain });
    const events = await solveInMemory({ files, tests, model, task: { effort: 'thorough' } });
    const chains = transcript(events)
      .split('\n')
      .filter((line) => /^\d+\./.test(line))
      .map((line) => (line.includes('repair') ? 'r' : 'd'))
      .join('');
    expect(chains).toMatch(/^(dr{0,2})+$/);
  });

  test('A26: what won before in this class is tried first, in other classes nothing changes', async () => {
    const experience = {
      arms: [
        {
          failure: 'assertion',
          strategy: 'explain',
          family: 'scripted',
          wins: 20,
          losses: 0,
          tokens: 0,
        },
      ],
    };
    const model = scriptedRoles({
      author: [firstResult('add', 'b'), setResult('add', 'b', 'a + b')],
      explain,
    });
    const events = await solveInMemory({ files, tests, model, task: { experience } });
    expect(
      events.find((event) => event.kind === 'action' && event.action === 'repair'),
    ).toMatchObject({ style: 'explain' });
    const throwing: typeof tests = (texts) => {
      const report = tests(texts);
      const thrown = report.tests.map((each) => ({
        ...each,
        problems: each.problems.map((problem) => ({ ...problem, kind: 'throw' as const })),
      }));
      return { ...report, tests: thrown };
    };
    const other = scriptedRoles({
      author: [firstResult('add', 'b'), setResult('add', 'b', 'a + b')],
    });
    const others = await solveInMemory({
      files,
      tests: throwing,
      model: other,
      task: { experience },
    });
    expect(
      others.find((event) => event.kind === 'action' && event.action === 'repair'),
    ).toMatchObject({ style: 'bare' });
  });

  test('A20: from nine revisions on, the family decides which revision is gone on from', async () => {
    let n = 0;
    const next = (): string => firstResult('add', `a * ${String(++n)}`);
    const model = scriptedRoles({ author: [next], explain, critic: ['SCORE: 50'] });
    const events = await solveInMemory({ files, tests, model, task: { effort: 'search' } });
    const parents = parentsOf(events);
    const again = await solveInMemory({
      files,
      tests,
      model: scriptedRoles({
        author: [
          (
            (m) => () =>
              firstResult('add', `a * ${String(++m)}`)
          )(0),
        ],
        explain,
        critic: ['SCORE: 50'],
      }),
      task: { effort: 'search', seed: 2 },
    });
    expect(new Set(parents).size).toBeGreaterThan(5);
    expect(parentsOf(again)).not.toEqual(parents);
  });
});

describe('the reviewer', () => {
  test('A33: sees nothing of the author, shows the author nothing, and is switched off when it only praises', async () => {
    let n = 0;
    // Each draft mends one of two functions, so that tests value them all alike.
    const next = (): string =>
      `MY PLAN\n${repairOf('add')}${firstResult('multiply', `b / ${String(++n)}`)}`;
    const critic = ['SCORE: 20. Weak.', 'SCORE: 40. Better.', 'SCORE: 60. Good.'] as const;
    const model = scriptedRoles({ author: [next], explain, critic });
    const both = arithmeticFiles('add', 'multiply');
    const events = await solveInMemory({ files: both, tests, model, task: { effort: 'search' } });
    const reviews = model.requestsOf('critic');
    expect(reviews).toHaveLength(3);
    expect(events.filter(({ kind }) => kind === 'reviewer-off')).toHaveLength(1);
    expect(JSON.stringify(reviews)).not.toContain('MY PLAN');
    expect(JSON.stringify(model.requestsOf('author'))).not.toContain('SCORE');
  });

  test('A04: never lifts a red revision over a green one, and debates only ties', async () => {
    const model = scriptedRoles({
      author: [firstResult('add', 'b'), repairOf('add')],
      critic: ['SCORE: 100. Perfect.'],
    });
    const events = await solveInMemory({ files, tests, model, task: { effort: 'search' } });
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed', revision: 2 } });
    expect(model.requestsOf('select')).toHaveLength(0);
  });
});
