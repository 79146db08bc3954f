import { describe, expect, test } from 'vitest';
import { ExplainedError } from '../../../../src/core/errors';
import { inProcessModel } from '../../../support/inProcessModel';
import { replyEdit as edit } from '../../../support/replyEdit';
import { cartFiles as files, cartTests as tests } from '../../../support/cart';
import { scriptedRoles } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';
import { transcript } from '../../../support/transcript';

const right = edit('src/cart.ts', '  return n - 1;', '  return n + 1;');
const wrong = edit('src/cart.ts', '  return n - 1;', '  return n * 1;');

describe('solving with a model', () => {
  test('takes one request when the first patch is right', async () => {
    const model = inProcessModel(`It must add.\n${right}`);
    const events = await solveInMemory({ files, tests, model });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
      baseline: failed, targets [adds], flaky []
      budget 1: 1 of 6 requests
      1. draft from 0
         draft prompt of 2 messages
         reply
         patch 1 of src/cart.ts
         eval 1/1 fixed, broken [], value 1.00
         stop
      fixed: Fixed: 1 of 1 failing tests fixed, 0 broken."
    `);
    expect(model.requests).toHaveLength(1);
  });

  test('feeds the failure of the first revision back and fixes in the second', async () => {
    const second = edit('src/cart.ts', '  return n * 1;', '  return n + 1;');
    const model = inProcessModel(wrong, second);
    const events = await solveInMemory({ files, tests, model });
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
      budget 2: 2 of 6 requests
      2. repair (bare) from 1
         feedback
         repair prompt of 4 messages
         reply
         patch 2 of src/cart.ts
         eval 1/1 fixed, broken [], value 1.00
         stop
      fixed: Fixed: 1 of 1 failing tests fixed, 0 broken."
    `);
    const feedback = model.requests[1]?.messages.at(-1)?.content;
    expect(feedback).toContain('expected: 2\nactual: 0');
    expect(model.requests[1]?.messages).toHaveLength(4);
  });

  test('takes edits of the original code when they do not fit the last revision', async () => {
    const breaks = edit(
      'src/cart.ts',
      'export function name() {\n  return "cart";',
      'export function name() {\n  return "";',
    );
    const model = scriptedRoles({ author: [wrong, breaks, right], explain: ['T1: it wants 2.'] });
    const events = await solveInMemory({ files, tests, model });
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
      budget 2: 2 of 6 requests
      2. repair (bare) from 1
         feedback
         repair prompt of 4 messages
         reply
         patch 2 of src/cart.ts
         eval 0/1 fixed, broken [prints], value 0.05
         return, stale 1
      budget 3: 3 of 6 requests
      3. repair (explain) from 1
         explain prompt of 2 messages
         reply
         feedback
         repair prompt of 4 messages
         reply
         patch 3 of src/cart.ts
         eval 1/1 fixed, broken [], value 1.00
         stop
      fixed: Fixed: 1 of 1 failing tests fixed, 0 broken."
    `);
  });

  test('is not fixed when the target is green but another test broke, and shows the best partial', async () => {
    const both = right + edit('src/cart.ts', '  return "cart";', '  return "";');
    const model = scriptedRoles({
      author: [both, 'NEED src/cart.ts', 'I give up.', '', 'no'],
    });
    const events = await solveInMemory({ files, tests, model });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
      baseline: failed, targets [adds], flaky []
      budget 1: 1 of 6 requests
      1. draft from 0
         draft prompt of 2 messages
         reply
         patch 1 of src/cart.ts
         eval 1/1 fixed, broken [prints], value 0.80
         continue
         lock src/cart.ts:2
      budget 2: 2 of 6 requests
      2. repair (bare) from 1
         feedback
         repair prompt of 4 messages
         reply
         repair prompt of 6 messages
         reply
         guard unreadable: The reply holds no edit in the SEARCH/REPLACE form.
      budget 4: 6 of 6 requests
      3. repair (bare) from 1
         feedback
         repair prompt of 8 messages
         reply
         repair prompt of 8 messages
         reply
         guard unreadable: The reply holds no edit in the SEARCH/REPLACE form.
      4. fresh from 1
         refresh with 0 lessons
         draft prompt of 2 messages
         reply
         guard unreadable: The reply holds no edit in the SEARCH/REPLACE form.
      budget: The budget of 6 requests is used up; try a larger effort or a stronger model. The best revision is 1: 1 of 1 failing tests fixed, 1 broken."
    `);
  });

  test('tells the model why an edit was refused, and changes nothing', async () => {
    const cheats = edit('test/cart.test.ts', '  total(1);', '');
    const outside = edit('../evil.ts', '', 'x');
    const model = inProcessModel(cheats, outside, right);
    const events = await solveInMemory({ files, tests, model });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
      baseline: failed, targets [adds], flaky []
      budget 1: 1 of 6 requests
      1. draft from 0
         draft prompt of 2 messages
         reply
         guard protected: test/cart.test.ts is read-only (test): fix the code that it tests or uses instead.
      budget 2: 2 of 6 requests
      2. repair (bare) from 0
         feedback
         repair prompt of 4 messages
         reply
         guard outside-workspace: The path "../evil.ts" leaves the workspace; only files inside the workspace may be edited, named relative to it.
      budget 3: 3 of 6 requests
      3. fresh from 0
         refresh with 0 lessons
         draft prompt of 2 messages
         reply
         patch 1 of src/cart.ts
         eval 1/1 fixed, broken [], value 1.00
         stop
      fixed: Fixed: 1 of 1 failing tests fixed, 0 broken."
    `);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain('test/cart.test.ts is read-only');
  });

  test('answers NEED with the code asked for', async () => {
    const model = inProcessModel('NEED src/cart.ts:name\nNEED gone.ts', right);
    await solveInMemory({ files, tests, model });
    expect(model.requests[1]?.messages.at(-1)?.content).toBe(
      'src/cart.ts:4-6\n```\nexport function name() {\n  return "cart";\n}\n```\ngone.ts: there is no such file.',
    );
  });

  test('never calls a patch fixed that answers the test instead of the task', async () => {
    const cheat = edit('src/cart.ts', '  return n - 1;', '  if (process.env.VITEST) return n + 1;');
    const honest = edit(
      'src/cart.ts',
      '  if (process.env.VITEST) return n + 1;',
      '  return n + 1;',
    );
    const model = inProcessModel(cheat, honest);
    const events = await solveInMemory({ files, tests, model });
    expect(transcript(events)).toMatchInlineSnapshot(`
      "session with scripted and fake
      baseline: failed, targets [adds], flaky []
      budget 1: 1 of 6 requests
      1. draft from 0
         draft prompt of 2 messages
         reply
         patch 1 of src/cart.ts
         eval 1/1 fixed, broken [], value 0.50
         continue
      budget 2: 2 of 6 requests
      2. repair (bare) from 1
         feedback
         repair prompt of 4 messages
         reply
         patch 2 of src/cart.ts
         eval 1/1 fixed, broken [], value 1.00
         stop
      fixed: Fixed: 1 of 1 failing tests fixed, 0 broken."
    `);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain(
      'Not accepted, fix the cause instead: src/cart.ts: an added line asks whether it runs in a test',
    );
  });

  test('notices a repeated patch without running its tests', async () => {
    const undo = edit('src/cart.ts', '  return n * 1;', '  return n - 1;');
    const model = scriptedRoles({ author: [wrong, undo] });
    const events = await solveInMemory({ files, tests, model });
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
      budget 2: 2 of 6 requests
      2. repair (bare) from 1
         feedback
         repair prompt of 4 messages
         reply
         guard duplicate: The edit leads back to the original code.
         friction 1: same-patch
         select, stale 1
      budget 3: 3 of 6 requests
      3. fresh from 0
         refresh with 1 lessons
         draft prompt of 2 messages at 0.15
         reply
         guard does-not-apply: The edit of src/cart.ts does not apply: the SEARCH lines are not in the file.
      budget 4: 6 of 6 requests
      4. repair (bare) from 0
         feedback
         repair prompt of 4 messages at 0.15
         reply
         guard does-not-apply: The edit of src/cart.ts does not apply: the SEARCH lines are not in the file.
      5. draft from 0
         draft prompt of 2 messages at 0.85
         reply
         guard does-not-apply: The edit of src/cart.ts does not apply: the SEARCH lines are not in the file.
      6. repair (bare) from 0
         feedback
         repair prompt of 4 messages at 0.15
         reply
         guard does-not-apply: The edit of src/cart.ts does not apply: the SEARCH lines are not in the file.
      stuck: The last 5 answers were of no use; the last: The edit of src/cart.ts does not apply: the SEARCH lines are not in the file. Try a stronger model or a narrower target. No revision made a failing test pass; nothing was changed."
    `);
  });

  test('takes CONFLICT as a legal answer', async () => {
    const model = inProcessModel('CONFLICT: the test wants 2 and 3.');
    const events = await solveInMemory({ files, tests, model });
    expect(transcript(events).split('\n').at(-1)).toBe(
      'conflict: The tests seem to contradict what is asked: the test wants 2 and 3. No revision made a failing test pass; nothing was changed.',
    );
  });

  test('throws when the model can not be used at all, and ends in order when it stops later', async () => {
    const gone = new ExplainedError(
      'No answer from localhost:1; is the server running?',
      'configuration',
    );
    const isGone = (): never => {
      throw gone;
    };
    await expect(solveInMemory({ files, tests, model: inProcessModel(isGone) })).rejects.toBe(gone);
    const events = await solveInMemory({ files, tests, model: inProcessModel(wrong, isGone) });
    expect(transcript(events).split('\n').at(-1)).toMatch(
      /^model-stopped: No answer from localhost:1/,
    );
  });

  test('stops before a request that the budget does not cover', async () => {
    const model = inProcessModel(wrong);
    const task = { budget: { maxRequests: 1 } };
    const events = await solveInMemory({ files, tests, model, task });
    expect(transcript(events).split('\n').at(-1)).toMatch(
      /^budget: The budget of 1 requests is used up/,
    );
  });
});
