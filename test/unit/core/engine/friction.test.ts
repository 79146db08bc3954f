import { describe, expect, test } from 'vitest';
import { inProcessModel } from '../../../support/inProcessModel';
import type { SessionEvent } from '../../../../src/core/session/events';
import { isWornOut, ruleTurn, type Comparison } from '../../../../src/core/policy/turnController';
import { baselineVerdict } from '../../../../src/core/selection/judge';
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

const files = arithmeticFiles('add');
const wrong = firstResult('add', 'a * b');
const explain = ['T1: it wants the sum.'] as const;

describe('a model that repeats itself', () => {
  test('is stopped as stuck within the quick cap, with the reason in words', async () => {
    const model = scriptedRoles({ author: [wrong] });
    const events = await solveInMemory({ files, tests, model });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
      baseline: failed, targets [adds], flaky []
      budget 1: 1 of 6 requests
      1. draft from 0
         draft prompt of 2 messages
         reply
         patch 1 of src/math.ts
         eval 0/1 fixed, broken [], value 0.15
         select
      budget 2: 2 of 6 requests
      2. repair (bare) from 1
         feedback
         repair prompt of 4 messages
         reply
         guard duplicate: The edit leads back to revision 1.
         friction 1: same-patch
         select, stale 1
      budget 3: 3 of 6 requests
      3. fresh from 0
         refresh with 1 lessons
         draft prompt of 2 messages at 0.15
         reply
         guard duplicate: The edit leads back to revision 1.
         friction 2: same-patch
         select, stale 1
      budget 4: 6 of 6 requests
      4. draft from 0
         draft prompt of 2 messages at 1
         reply
         guard duplicate: The edit leads back to revision 1.
         friction 3: same-patch
         refresh, stale 1
      5. draft from 0
         draft prompt of 2 messages at 1
         reply
         guard duplicate: The edit leads back to revision 1.
         friction 4: same-patch
         refresh, stale 1
      ask: The model gave a patch again that was tested before, 4 times in a row, also warmer and from a clean start. Is there a hint that would help?
      stuck: The model gave a patch again that was tested before, 4 times in a row, also warmer and from a clean start. Try a stronger model, or give a hint. No revision made a failing test pass; nothing was changed."
    `);
    expect(model.requests.length).toBeLessThanOrEqual(6);
    expect(events.at(-1)).toMatchObject({
      outcome: { kind: 'stuck', message: expect.stringContaining('4 times in a row') as string },
    });
  });

  test('A08: is told what was tried, asked warmer each time, and its copies are not tested', async () => {
    const model = scriptedRoles({ author: [wrong] });
    const events = await solveInMemory({ files, tests, model });
    const frictions = events.filter((event) => event.kind === 'friction');
    expect(frictions.slice(0, 2).map(({ reason, count }) => [reason, count])).toEqual([
      ['same-patch', 1],
      ['same-patch', 2],
    ]);
    const [, second, third, fourth] = model.requests;
    expect([second, third, fourth].map((request) => request?.temperature)).toEqual([0, 0.15, 1]);
    expect(third?.messages.at(-1)?.content).toContain(
      'Tried, and refused if repeated:\n- src/math.ts: `return a;` → `return a * b;`: 0 of 1 fixed; adds: gave a * b',
    );
    expect(events.filter(({ kind }) => kind === 'eval')).toHaveLength(1);
  });
});

describe('a conversation that leads nowhere', () => {
  const second = setResult('add', 'a * b', 'b - a');
  const third = setResult('add', 'b - a', 'b');

  test('A35: is left after two stale turns, and only a few lessons go on', async () => {
    const model = scriptedRoles({ author: [wrong, second, third, repairOf('add')], explain });
    const events = await solveInMemory({ files, tests, model });
    const asked = model.requestsOf('author')[3];
    expect(asked?.messages.filter(({ role }) => role === 'assistant')).toEqual([]);
    const refresh = events.find((event) => event.kind === 'refresh');
    expect(refresh?.lessons.length).toBeGreaterThan(0);
    expect(refresh?.lessons.length).toBeLessThanOrEqual(5);
    expect(asked?.messages.at(-1)?.content).toContain(refresh?.lessons.at(-1));
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test('A35: is borne longer by a model that thinks', async () => {
    const model = { ...scriptedRoles({ author: [wrong, second, third] }), thinks: true };
    const events = await solveInMemory({ files, tests, model, task: { effort: 'thorough' } });
    const staleAtRefresh = (all: readonly SessionEvent[]): readonly number[] =>
      all.flatMap((event) =>
        event.kind === 'turn' && event.instruction === 'refresh' ? [event.stale] : [],
      );
    expect(isWornOut({ stale: 3, friction: 0, contextTokens: 0, thinks: true })).toBe(false);
    expect(isWornOut({ stale: 4, friction: 0, contextTokens: 0, thinks: true })).toBe(true);
    expect(staleAtRefresh(events).every((stale) => stale > 2)).toBe(true);
    expect(events.some((event) => event.kind === 'action' && event.style === 'explain')).toBe(
      false,
    );
  });

  test('A35: is not left while it still gains', async () => {
    const all = arithmeticFiles('add', 'subtract', 'multiply');
    const model = scriptedRoles({
      author: [repairOf('add'), repairOf('subtract'), repairOf('multiply')],
    });
    const events = await solveInMemory({ files: all, tests, model });
    expect(events.some(({ kind }) => kind === 'refresh')).toBe(false);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });
});

describe('the turn controller', () => {
  const verdict = { ...baselineVerdict(['t']), value: 0.3 };
  const node = (value: number, behaviour: string, regressions: readonly string[] = []) => ({
    verdict: { ...verdict, value, regressions },
    behaviour,
    depth: 2,
  });
  const rule = (fields: Partial<Comparison>): string => {
    const turn = { stale: 0, friction: 0, contextTokens: 0, thinks: false };
    const { instruction, stale, friction } = ruleTurn({
      ...turn,
      parent: node(0.3, 'a'),
      child: node(0.3, 'b'),
      ...fields,
    });
    return [instruction, stale, friction].filter((part) => part !== undefined).join(' ');
  };

  test.each<[string, Partial<Comparison>, string]>([
    ['value 1', { child: node(1, 'b') }, 'stop 0'],
    ['a higher value', { child: node(0.4, 'b'), stale: 1 }, 'continue 0'],
    ['a regression without gain', { child: node(0.2, 'b', ['x']) }, 'return 1'],
    ['the same behaviour', { child: node(0.3, 'a') }, 'select 1 same-result'],
    ['the same behaviour twice', { child: node(0.3, 'a'), stale: 1 }, 'refresh 2 same-result'],
    ['another behaviour, not better', { child: node(0.3, 'b') }, 'select 1'],
    ['an edit elsewhere', { isElsewhere: true }, 'select 1 elsewhere'],
    [
      'three turns without anything new',
      { child: node(0.3, 'a'), friction: 2 },
      'refresh 1 same-result',
    ],
    ['a conversation that is too long', { contextTokens: 20_000 }, 'refresh 1'],
    ['a thinking model that is stale', { stale: 2, thinks: true }, 'select 3'],
    ['a draft', { child: { ...node(0.3, 'a'), depth: 1 } }, 'select 0'],
  ])('A07: %s', (_, fields, expected) => {
    expect(rule(fields)).toBe(expected);
  });
});

describe('answers of no use', () => {
  test('three in a row lead to a clean start, and two more to the end', async () => {
    const model = inProcessModel(...Array.from({ length: 9 }, () => 'Let me think about it.'));
    const events = await solveInMemory({ files, tests, model });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
      baseline: failed, targets [adds], flaky []
      budget 1: 1 of 6 requests
      1. draft from 0
         draft prompt of 2 messages
         reply
         guard unreadable: The reply holds no edit in the SEARCH/REPLACE form.
      budget 2: 2 of 6 requests
      2. repair (bare) from 0
         feedback
         repair prompt of 4 messages
         reply
         guard unreadable: The reply holds no edit in the SEARCH/REPLACE form.
      budget 3: 3 of 6 requests
      3. fresh from 0
         refresh with 0 lessons
         draft prompt of 2 messages
         reply
         guard unreadable: The reply holds no edit in the SEARCH/REPLACE form.
      budget 4: 6 of 6 requests
      4. repair (bare) from 0
         feedback
         repair prompt of 4 messages
         reply
         guard unreadable: The reply holds no edit in the SEARCH/REPLACE form.
      5. draft from 0
         draft prompt of 2 messages at 0.7
         reply
         guard unreadable: The reply holds no edit in the SEARCH/REPLACE form.
      stuck: The last 5 answers were of no use; the last: The reply holds no edit in the SEARCH/REPLACE form. Try a stronger model or a narrower target. No revision made a failing test pass; nothing was changed."
    `);
  });
});
