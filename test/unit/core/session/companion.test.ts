import { expect, test } from 'vitest';
import type { Model } from '../../../../src/core/ports';
import { ExplainedError } from '../../../../src/core/errors';
import type { SessionEvent } from '../../../../src/core/session/events';
import { cartFiles as files, cartTests } from '../../../support/cart';
import { fakeWarmUp } from '../../../support/fakeRunner';
import { inProcessModel } from '../../../support/inProcessModel';
import { replyEdit } from '../../../support/replyEdit';
import { solveInMemory, type Scene } from '../../../support/solveInMemory';
import { transcript } from '../../../support/transcript';

/** Longer than a search takes to note what it has seen. */
const SETTLED_MS = 50;

const useless = replyEdit('src/cart.ts', 'return n - 1;', 'return n - 2;');
const right = replyEdit('src/cart.ts', 'return n - 1;', 'return n + 1;');

/** A session with a model that answers when the fix was seen by loaded tests, so never before the search found it. */
async function solved(
  model: Model,
  { past = [], slowFrom = 0 }: { readonly past?: Scene['past']; readonly slowFrom?: number } = {},
): Promise<readonly SessionEvent[]> {
  let see: (() => void) | undefined;
  const seen = new Promise<void>((resolve) => (see = resolve));
  const warmUp: Scene['warmUp'] = (workspace) =>
    fakeWarmUp(workspace, (texts) => {
      if (texts.get('src/cart.ts')?.includes('n + 1') === true)
        setTimeout(() => see?.(), SETTLED_MS);
      return cartTests(texts);
    });
  let asked = 0;
  const slow: Model = {
    ...model,
    complete: async (request, signal) => {
      if (asked++ >= slowFrom) await seen;
      return model.complete(request, signal);
    },
  };
  return solveInMemory({ files, tests: cartTests, warmUp, model: slow, past });
}

test('what was found while the model thought is tried before the model is asked again', async () => {
  const events = await solved(inProcessModel(useless));
  expect(transcript(events)).toMatchInlineSnapshot(`
    "session with scripted and fake
    baseline: failed, targets [adds], flaky []
    budget 1: 1 of 6 requests
    1. draft from 0
       draft prompt of 2 messages
       reply
       patch 1 of src/cart.ts
       eval 0/1 fixed, broken [], value 0.15
       select
    2. mutate from 0
       patch 2 of src/cart.ts
       eval 1/1 fixed, broken [], value 1.00
    fixed: Fixed: 1 of 1 failing tests fixed, 0 broken."
  `);
  expect(events.filter(({ kind }) => kind === 'prompt')).toHaveLength(1);
});

test('an answer that fixes everything stays alone', async () => {
  const events = await solved(inProcessModel(right));
  const actions = events.flatMap((event) => (event.kind === 'action' ? [event.action] : []));
  expect(actions).toEqual(['draft']);
});

test('what was found stays when the model stops answering', async () => {
  const model = inProcessModel('I do not know.', 'I do not know.');
  const failing: Model = {
    ...model,
    complete: async (request, signal) => {
      if (model.requests.length === 1) throw new ExplainedError('No money is left.', 'environment');
      return model.complete(request, signal);
    },
  };
  expect((await solved(failing, { slowFrom: 1 })).at(-1)).toMatchObject({
    outcome: { kind: 'fixed' },
  });
});

test('a search that can not begin ends no session', async () => {
  const half = replyEdit('src/cart.ts', 'return n - 2;', 'return n + 1;');
  const quick = inProcessModel(useless, half);
  const model: Model = {
    ...quick,
    complete: async (request, signal) => {
      await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
      return quick.complete(request, signal);
    },
  };
  const events = await solveInMemory({
    files,
    tests: cartTests,
    model,
    warmUp: () => () => Promise.reject(new Error('ENOSPC: no space left on device')),
  });
  expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed', revisions: 2 } });
});

test('a session that was cut off goes on from what was found', async () => {
  const whole = await solved(inProcessModel(useless));
  const begun = whole.findIndex((event) => event.kind === 'action' && event.aside === true);
  for (let cut = begun + 1; cut < whole.length; cut++) {
    const past = whole.slice(0, cut);
    const events = await solved(inProcessModel(right), { past, slowFrom: Infinity });
    expect(events.at(-1), `cut before event ${String(cut)}`).toMatchObject({
      kind: 'outcome',
      outcome: { kind: 'fixed' },
    });
  }
});
