import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderPicture } from '../support/folderPicture';
import { replyEdit } from '../support/replyEdit';
import { type RecordedRequest, type ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { loopFix, shopWorkspace, wholeFix } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
/** A draft, and as many copies of it as are taken before the model is given up. */
const SAME_PATCHES = 5;
const names = '  return items.map((item) => item.title);';
const wrongName = `The property is called label.\n${replyEdit('src/cart.js', names, names.replace('title', 'label'))}`;

describe.skipIf(skipWithoutHost())('a repair, step by step', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;
  let workspace = '';
  let before: readonly string[] = [];

  beforeAll(async () => {
    workspace = await shopWorkspace('three');
    before = folderPicture(workspace);
    window = await openFixpoint({ workspace });
    ({ workbench, model } = window);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  test('Fix This Test works on the test at the cursor alone', async () => {
    model.push(loopFix);
    await workbench.openFile('test/shop.test.js', 7);
    await workbench.runCommand('Fixpoint: Fix This Test');
    await workbench.notification('Fixed: 1 of 1', SESSION);
    await workbench.sideBar.row(/Fix: adds the prices of all items/);
    await workbench.sideBar.row(/Revision 1.*1\/1 fixed · 0 broken/);
    await workbench.screenshot('steps-one-test');
    expect(asked(model.requests[0])).toContain('adds the prices of all items');
    expect(asked(model.requests[0])).not.toContain('other failures');
    await workbench.clearNotifications();
  });

  test('in step mode it pauses after a revision, and Step runs to the next one', async () => {
    model.push(loopFix, wrongName);
    await workbench.runCommand('Fixpoint: Toggle Step Mode');
    await workbench.wait('step mode', async () =>
      (await workbench.statusBar()).some((text) => text.includes('Step mode is on')),
    );
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.sideBar.row('Paused after revision 1', SESSION);
    await workbench.notification('paused after revision 1');
    expect(await workbench.statusBar()).toContain('Fixpoint: paused after revision 1');
    expect(await workbench.page.getByText('testing revision').count()).toBe(0);
    await workbench.screenshot('steps-paused');
    await workbench.sideBar.clickTitleAction('Step');
    await workbench.sideBar.row('Paused after revision 2', SESSION);
    await workbench.sideBar.row(/Revision 2.*1\/3 fixed/);
    expect(asked(model.requests.at(-1))).toContain('1 of 3 tests fixed');
  });

  test('it goes on from an older revision, in a conversation that knows nothing of the newer one', async () => {
    model.push(wholeFix);
    await workbench.sideBar.clickInlineAction(
      /Revision 1.*1\/3 fixed/,
      'Continue from This Revision',
    );
    await workbench.notification('Fixed: 3 of 3', SESSION);
    await workbench.sideBar.row(/Revision 3.*3\/3 fixed · 0 broken/);
    await workbench.screenshot('steps-continued-from');
    const messages = model.requests.at(-1)?.body.messages ?? [];
    const answers = messages.filter(({ role }) => role === 'assistant');
    expect(answers.map(({ content }) => content)).toEqual([loopFix]);
    expect(messages.at(-1)?.content).toContain('item.title');
    expect(messages.at(-1)?.content).not.toContain('adds the prices');
    await workbench.clearNotifications();
  });

  test('Continue runs to the end', async () => {
    model.push(loopFix, wholeFix);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.sideBar.row('Paused after revision 1', SESSION);
    await workbench.sideBar.clickTitleAction('Continue');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    await workbench.clearNotifications();
  });

  test('at the end of all ideas it asks, and a hint goes on from there', async () => {
    const before = model.requests.length;
    model.push(...Array.from({ length: SAME_PATCHES }, () => loopFix));
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    for (let turn = 1; turn < SAME_PATCHES; turn++) {
      await workbench.wait(`request ${turn}`, () =>
        Promise.resolve(model.requests.length === before + turn),
      );
      // A row of the turn before may still be there.
      if (turn > 1) await workbench.sideBar.row(`Iteration ${turn}`, SESSION);
      await workbench.sideBar.row(/Paused(: no| after) revision/, SESSION);
      await workbench.sideBar.clickTitleAction('Step');
    }
    await workbench.sideBar.row('Is there a hint that would help?', SESSION);
    await workbench.sideBar.row('Paused with a question');
    await workbench.sideBar.row(`The same patch again (${SAME_PATCHES - 1} in a row)`);
    await workbench.screenshot('steps-question');
    model.push(`${loopFix}\n${wholeFix}`);
    await workbench.sideBar.clickTitleAction('Give a Hint');
    await workbench.quickInput.answer('What should the next attempt know', 'Mind the names.');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    expect(asked(model.requests.at(-1))).toContain('Mind the names.');
    await workbench.clearNotifications();
  });

  test('Stop ends with the best revision so far, and nothing was ever changed', async () => {
    model.push(loopFix);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.sideBar.row('Paused after revision 1', SESSION);
    await workbench.sideBar.clickTitleAction('Stop');
    await workbench.notification('Stopped. The best revision is 1: 1 of 3 failing tests fixed');
    await workbench.screenshot('steps-stopped');
    expect(folderPicture(workspace)).toEqual(before);
    await workbench.answerNotification('Stopped.', 'Review');
    await workbench.editors.activeTab('cart.js ↔ revision 1');
  });
});

/** All that a request told the model. */
function asked(request: RecordedRequest | undefined): string {
  return request?.body.messages.map(({ content }) => content).join('\n') ?? '';
}
