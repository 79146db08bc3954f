import { describe, expect, test } from 'vitest';
import type { Model, ModelReply } from '../../../../src/core/ports';
import type { Outcome } from '../../../../src/core/session/outcome';
import type { Budget } from '../../../../src/core/session/task';
import {
  arithmeticFiles,
  arithmeticTests,
  firstResult,
  repairOf,
  setResult,
} from '../../../support/arithmetic';
import { scriptedRoles } from '../../../support/scriptedRoles';
import { solveInMemory, type Scene } from '../../../support/solveInMemory';

/** The first answer fixes one of two; what follows brings nothing. */
function partly(): Model {
  let n = 0;
  const useless = (): string => firstResult('multiply', `a + ${String(++n)}`);
  return scriptedRoles({ author: [repairOf('add'), useless], explain: ['It is wrong.'] });
}

/** Brackets change nothing. */
const tests: typeof arithmeticTests = (texts) =>
  arithmeticTests(
    new Map([['src/math.ts', (texts.get('src/math.ts') ?? '').replace('(a - b)', 'a - b')]]),
  );
const project = { files: arithmeticFiles('add', 'multiply'), tests };

async function outcomeOf(scene: Scene): Promise<Outcome> {
  const last = (await solveInMemory(scene)).at(-1);
  if (last?.kind !== 'outcome') throw new Error('no outcome');
  return last.outcome;
}

function within(budget: Budget, model: Model = partly()): Promise<Outcome> {
  return outcomeOf({ ...project, model, task: { effort: 'thorough', budget } });
}

/** What a time limit aborts with. */
const TIME_IS_UP = new DOMException('The time limit is reached.', 'TimeoutError');

/** The outcome when the time is up at the nth run of tests or the nth request. */
async function outOfTime(
  at: { readonly run: number } | { readonly request: number },
): Promise<Outcome> {
  const limit = new AbortController();
  const author = [repairOf('add'), repairOf('multiply') + needless] as const;
  const model = scriptedRoles({ author, explain: ['It is wrong.'] });
  let runs = 0;
  const strike = (isTime: boolean): void => {
    if (isTime) limit.abort(TIME_IS_UP);
  };
  return outcomeOf({
    ...project,
    signal: limit.signal,
    model: {
      ...model,
      complete: (request, signal) => {
        strike('request' in at && model.requests.length + 1 === at.request);
        return model.complete(request, signal);
      },
    },
    onRun: () => {
      strike('run' in at && ++runs === at.run);
    },
  });
}

/** Is left out on trial, so that the session has a last phase. */
const needless = setResult('subtract', 'a - b', '(a - b)');

describe('limits', () => {
  test('fault 114: each of requests, tokens and money ends the session wherever it is met, with the best revision and the reason', async () => {
    const price = { input: 1, output: 1 };
    const whole = await within({ maxRequests: 20 });
    const spent = whole.usage.inputTokens + whole.usage.outputTokens;
    for (let part = 1; part <= 10; part++) {
      const tokens = Math.round((spent * part) / 10);
      const budgets: readonly Budget[] = [
        { maxRequests: part },
        { maxRequests: 20, maxTokens: tokens },
        { maxRequests: 20, maxCost: { usd: tokens / 1e6, price } },
      ];
      for (const [index, budget] of budgets.entries()) {
        const { kind, message, revision, usage, verdict } = await within(budget);
        const used = usage.inputTokens + usage.outputTokens;
        expect(used).toBeLessThanOrEqual(index === 0 ? Infinity : tokens);
        expect(usage.requests).toBeLessThanOrEqual(budget.maxRequests);
        expect(['budget', 'stuck', 'best-partial']).toContain(kind);
        expect({ revision, fixed: verdict.fixed }).toEqual(
          usage.requests > 0 ? { revision: 1, fixed: 1 } : { revision: 0, fixed: 0 },
        );
        expect(message).toMatch(/budget of .* (used up|no room)|last .* answers|tested before/);
      }
    }
  });

  test('fault 114: time that is up in any run of tests or any request ends the session with what was found by then', async () => {
    for (let run = 1; run <= 4; run++) {
      const { kind, message, revision } = await outOfTime({ run });
      expect({ run, kind, revision }).toMatchObject({ run, kind: 'budget' });
      expect(message).toMatch(/^The time limit is reached\. (No revision|The best revision is 1)/);
    }
    const asked = await outOfTime({ request: 2 });
    expect(asked).toMatchObject({ kind: 'budget', revision: 1, verdict: { fixed: 1, total: 2 } });
    expect(asked.patch).toContain('+  return a + b;');
  });

  test('fault 114: time that is up while needless hunks are left out takes nothing from the fix', async () => {
    let ended = 0;
    for (let run = 5; run <= 20; run++) {
      const { kind, verdict } = await outOfTime({ run });
      if (kind === 'fixed') ended += 1;
      expect(kind === 'fixed' ? verdict.fixed : 2).toBe(2);
    }
    expect(ended).toBeGreaterThan(2);
  });

  test('fault 115: a reply that is dropped in the middle is not used, and what came of it is counted', async () => {
    const limit = new AbortController();
    const model: Model = {
      name: 'scripted',
      complete: (request, signal) => {
        request.onText?.(repairOf('add'));
        limit.abort(TIME_IS_UP);
        return Promise.reject(signal.reason as Error);
      },
    };
    const outcome = await outcomeOf({ ...project, model, signal: limit.signal });
    expect(outcome).toMatchObject({ kind: 'budget', revision: 0, patch: '' });
    expect(outcome.usage.inputTokens).toBeGreaterThan(100);
    expect(outcome.usage.outputTokens).toBeGreaterThan(10);
  });

  test('fault 116: replies that break off draw on the budget, and are not asked for again when it has no room', async () => {
    const maxTokens = 4_000;
    let tries = 0;
    const model: Model = {
      name: 'scripted',
      complete: (request): Promise<ModelReply> => {
        const broken = { inputTokens: 0, outputTokens: 0, estimated: true };
        do {
          tries += 1;
          broken.inputTokens += 700;
          broken.outputTokens += 300;
        } while (request.mayAskAgain?.(broken) !== false);
        return Promise.reject(new Error('broken off'));
      },
    };
    const outcome = await within({ maxRequests: 20, maxTokens }, model);
    expect(outcome).toMatchObject({ kind: 'budget', usage: { inputTokens: tries * 700 } });
    expect(outcome.message).toMatch(/^The budget of tokens or money has no room/);
    expect(tries).toBeGreaterThan(1);
    expect(tries * 1_000).toBeLessThanOrEqual(maxTokens);
  });
});
