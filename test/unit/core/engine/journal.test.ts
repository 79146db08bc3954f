import { describe, expect, test } from 'vitest';
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

/** Without clock readings, which a session that was cut off can't repeat. */
function timeless(events: readonly SessionEvent[]): readonly string[] {
  return lines(events).map((line) => line.replace(/"(\w+Ms)":\d+/g, '"$1":0'));
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
    const whole = await solveInMemory({ files, tests, model: author() });
    for (let cut = 0; cut < whole.length; cut++) {
      const past = whole.slice(0, cut);
      const answered = past.filter(({ kind }) => kind === 'reply').length;
      const rest = whole
        .flatMap((event) => (event.kind === 'reply' ? [event.text] : []))
        .slice(answered);
      const [head = 'none', ...tail] = rest;
      const all = scriptedRoles({ author: [head, ...tail], explain: [head, ...tail] });
      let n = 0;
      const model = {
        ...all,
        complete: (...[request]: Parameters<typeof all.complete>) => {
          const text = rest[n++] ?? 'none';
          return Promise.resolve({
            text,
            finish: 'stop' as const,
            usage: usageOf(whole, answered + n - 1),
            request,
          });
        },
      };
      const events = await solveInMemory({ files, tests, model, past });
      expect(timeless(events), `cut before event ${String(cut)}`).toEqual(timeless(whole));
      expect(n).toBe(rest.length);
    }
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

function usageOf(
  events: readonly SessionEvent[],
  index: number,
): { inputTokens: number; outputTokens: number; estimated: boolean } {
  const reply = events.filter((event) => event.kind === 'reply')[index];
  return reply?.usage ?? { inputTokens: 0, outputTokens: 0, estimated: true };
}
