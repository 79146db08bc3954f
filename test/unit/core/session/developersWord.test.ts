import { describe, expect, test } from 'vitest';
import { cartFiles as files, cartTests as tests } from '../../../support/cart';
import { inProcessModel } from '../../../support/inProcessModel';
import { replyEdit as edit } from '../../../support/replyEdit';
import { scriptedRoles } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';
import { transcript } from '../../../support/transcript';

const wrong = edit('src/cart.ts', '  return n - 1;', '  return n * 1;');

describe('the developer between turns', () => {
  test('lets the developer hint, go back to an older revision, and stop', async () => {
    const model = inProcessModel(
      wrong,
      edit('src/cart.ts', 'gone', 'x'),
      wrong.replace('n * 1', 'n / 1'),
    );
    const answers = [
      { kind: 'continue', hint: 'it must add' },
      { kind: 'continue', from: 0 },
      { kind: 'stop' },
    ] as const;
    let asked = 0;
    const reviewer = { afterIteration: () => Promise.resolve(answers[asked++] ?? answers[2]) };
    const events = await solveInMemory({ files, tests, model, reviewer });
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
         human "it must add"
      budget 2: 2 of 6 requests
      2. repair (bare) from 1
         feedback
         repair prompt of 4 messages
         reply
         guard does-not-apply: The edit of src/cart.ts does not apply: the SEARCH lines are not in the file.
         human from 0
      budget 3: 3 of 6 requests
      3. draft from 0
         draft prompt of 2 messages
         reply
         patch 2 of src/cart.ts
         eval 0/1 fixed, broken [], value 0.15
         select
         human stop
      user: Stopped. No revision made a failing test pass; nothing was changed."
    `);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain(
      'The developer says: it must add',
    );
    expect(model.requests[2]?.messages).toHaveLength(2);
  });

  test('is asked once at the end of all ideas, and a hint goes on', async () => {
    const hinted = edit('src/cart.ts', '  return n - 1;', '  return n + 1;');
    let asked = 0;
    const model = scriptedRoles({
      author: [wrong, wrong, wrong, wrong, wrong, hinted],
    });
    const reviewer = {
      afterIteration: () => {
        asked += 1;
        const said = asked === 5 ? { hint: 'it must add' } : {};
        return Promise.resolve({ kind: 'continue' as const, ...said });
      },
    };
    const events = await solveInMemory({ files, tests, model, reviewer });
    expect(transcript(events).split('\n').slice(-9)).toMatchInlineSnapshot(`
      [
        "   human "it must add"",
        "6. repair (bare) from 0",
        "   feedback",
        "   repair prompt of 4 messages at 0.6",
        "   reply",
        "   patch 2 of src/cart.ts",
        "   eval 1/1 fixed, broken [], value 1.00",
        "   stop",
        "fixed: Fixed: 1 of 1 failing tests fixed, 0 broken.",
      ]
    `);
  });
});
