import { describe, expect, test } from 'vitest';
import type { DevelopersWord, Reviewer } from '../../../../src/core/ports';
import type { SessionEvent } from '../../../../src/core/session/events';
import { branchOf } from '../../../../src/core/session/branch';
import {
  arithmeticFiles,
  arithmeticTests as tests,
  firstResult,
  repairOf,
  setResult,
} from '../../../support/arithmetic';
import { expectSameFromEveryCut } from '../../../support/cutAnywhere';
import { scriptedRoles, type RoleModel } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';

const files = arithmeticFiles('add', 'multiply');
const wrong = firstResult('add', 'a * b');
const explain = ['T1: it wants the sum.'] as const;
const right = [setResult('add', 'a * b', 'a + b'), repairOf('multiply')].join('');

/** Says one thing after each turn, in order, then nothing. */
function saying(...words: readonly DevelopersWord[]): Reviewer {
  const queue = [...words];
  return { afterIteration: () => Promise.resolve({ kind: 'continue', ...queue.shift() }) };
}

function said(model: RoleModel, request: number): string {
  return model.requestsOf('author')[request]?.messages.at(-1)?.content ?? '';
}

function kindsAfter(events: readonly SessionEvent[], kind: SessionEvent['kind']): string[] {
  return events.slice(events.findIndex((event) => event.kind === kind)).map((event) => event.kind);
}

describe('a stage put right by hand', () => {
  test('A32: an edited diagnosis stands in the repair prompt, and no earlier stage runs again', async () => {
    const model = scriptedRoles({ author: [wrong, wrong, right] });
    const reviewer = saying({}, { diagnosis: 'the operator is wrong, not the operands' });
    const events = await solveInMemory({ files, tests, model, reviewer });
    expect(said(model, 2)).toContain('Explanation:\nthe operator is wrong, not the operands');
    const later = kindsAfter(events, 'human');
    expect(later).not.toContain('baseline');
    expect(model.requestsOf('explain')).toEqual([]);
    expect(model.requestsOf('locate')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('A32: a diagnosis is told once, and the next repair is on its own again', async () => {
    const model = scriptedRoles({
      author: [wrong, setResult('add', 'a * b', 'b'), setResult('add', 'b', 'a + b')],
      explain,
    });
    const reviewer = saying({ diagnosis: 'the operator is wrong' });
    await solveInMemory({ files, tests, model, reviewer });
    expect(said(model, 1)).toContain('the operator is wrong');
    expect(said(model, 2)).not.toContain('the operator is wrong');
  });

  test('A32: edited locations replace the located ones, until they are taken back', async () => {
    const lost = { ...files, 'src/other.ts': 'export function other() {\n  return 1;\n}\n' };
    const model = scriptedRoles({ author: [wrong, setResult('add', 'a * b', 'b'), right] });
    const reviewer = saying({ locations: ['src/other.ts:other'] }, { locations: [] });
    const events = await solveInMemory({ files: lost, tests, model, reviewer });
    expect(said(model, 0)).not.toContain('src/other.ts');
    expect(said(model, 1)).toContain('src/other.ts:1-3');
    expect(said(model, 2)).not.toContain('src/other.ts');
    const asked = events.filter((event) => event.kind === 'prompt' && event.role === 'locate');
    expect(asked).toEqual([]);
  });

  test('A32: chosen tests are told first, and all targets still decide', async () => {
    const model = scriptedRoles({
      author: [wrong, repairOf('multiply'), setResult('add', 'a * b', 'a + b')],
    });
    const reviewer = saying({ tests: ['test/math.test.ts > multiplys'] });
    const events = await solveInMemory({ files, tests, model, reviewer });
    expect(said(model, 0)).toContain('adds is wrong');
    expect(said(model, 1)).toContain('multiplys is wrong');
    expect(said(model, 1)).not.toContain('adds is wrong');
    expect(said(model, 2)).toContain('adds is wrong');
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed', verdict: { total: 2 } } });
  });

  test('A32: what was put right by hand outlives a crash', async () => {
    const last = [setResult('add', 'b', 'a + b'), repairOf('multiply')].join('');
    const model = scriptedRoles({
      author: [wrong, setResult('add', 'a * b', 'b'), last],
      explain,
    });
    const reviewer = saying({ diagnosis: 'the operator is wrong', locations: ['src/math.ts:add'] });
    const events = await solveInMemory({ files, tests, model, reviewer });
    const cut = events.findLastIndex(({ kind }) => kind === 'action');
    const past = events.slice(0, cut);
    const again = scriptedRoles({ author: [last], explain });
    const resumed = await solveInMemory({ files, tests, model: again, past });
    expect(resumed.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
    expect(said(again, 0)).not.toContain('the operator is wrong');
  });

  test('constraints of the workspace stand in every clean context', async () => {
    const model = scriptedRoles({ author: [wrong, wrong, right] });
    const constraints = ['never use eval'];
    await solveInMemory({ files, tests, model, task: { constraints } });
    expect(said(model, 0)).toContain('The developer requires: never use eval');
  });
});

describe('a branch from an older revision', () => {
  const old = (): Promise<readonly SessionEvent[]> =>
    solveInMemory({
      files,
      tests,
      model: scriptedRoles({ author: [wrong, setResult('add', 'a * b', 'b'), right], explain }),
    });
  const budget = { maxRequests: 6 };

  test('knows what led to it and nothing of what came later', async () => {
    const past = branchOf(await old(), { from: 1, hint: 'use a plus' }, budget);
    const model = scriptedRoles({ author: [right] });
    const events = await solveInMemory({ files, tests, model, past });
    expect(model.requestsOf('author')).toHaveLength(1);
    expect(said(model, 0)).toContain('The developer says: use a plus');
    const made = events.flatMap((event) => (event.kind === 'patch' ? [event.revision] : []));
    // Those after it leave out a hunk on trial.
    expect(made.slice(0, 2).map(({ number, parent }) => [number, parent])).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('from the original code starts with the word and a draft', async () => {
    const past = branchOf(await old(), { from: 0, hint: 'use a plus' }, budget);
    const model = scriptedRoles({ author: [[repairOf('add'), repairOf('multiply')].join('')] });
    const events = await solveInMemory({ files, tests, model, past });
    expect(said(model, 0)).toContain('The developer says: use a plus');
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed', revision: 1 } });
  });

  test('from a green revision asks on with the word, also when hunks were left out on trial', async () => {
    const before = await solveInMemory({
      files,
      tests,
      model: scriptedRoles({ author: [wrong, right] }),
    });
    const green = before.findLast((event) => event.kind === 'eval' && event.verdict.value === 1);
    if (green?.kind !== 'eval') throw new Error('nothing was fixed');
    const past = branchOf(before, { from: green.revision, hint: 'without a plus' }, budget);
    const model = scriptedRoles({ author: [setResult('add', 'a + b', 'b + a')], explain });
    const events = await solveInMemory({ files, tests, model, past });
    expect(said(model, 0)).toContain('The developer says: without a plus');
    await expectSameFromEveryCut({
      scene: { files, tests, past },
      from: past.length,
      model: scriptedRoles({ author: [setResult('add', 'a + b', 'b + a')], explain }),
    });
    const later = events.slice(past.length);
    expect(later.find((event) => event.kind === 'patch')).toMatchObject({
      revision: { parent: green.revision },
    });
  });

  test('may spend its budget on top of what its past has spent', async () => {
    const past = branchOf(await old(), { from: 2 }, { maxRequests: 6, maxTokens: 1_000 });
    const [begun] = past;
    const tokens = past.flatMap((event) =>
      event.kind === 'reply' ? [event.usage.inputTokens + event.usage.outputTokens] : [],
    );
    const spent = tokens.reduce((sum, each) => sum + each, 0);
    expect(begun).toMatchObject({
      task: { budget: { maxRequests: 6 + tokens.length, maxTokens: 1_000 + spent } },
    });
  });

  test('of a revision that was never tested is refused', async () => {
    const events = await old();
    expect(() => branchOf(events, { from: 9 }, budget)).toThrow('no tested revision 9');
  });

  test('can be cut off anywhere itself', async () => {
    const past = branchOf(await old(), { from: 1, hint: 'use a plus' }, budget);
    await expectSameFromEveryCut({
      scene: { files, tests, past },
      from: past.length,
      model: scriptedRoles({ author: [right] }),
    });
  });
});
