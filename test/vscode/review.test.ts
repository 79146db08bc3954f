import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { Proposals } from './support/proposals';
import { loopFix, shopWorkspace, wholeFix } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };

describe.skipIf(skipWithoutHost())('the review in the editor', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;
  let proposals: Proposals;
  let workspace = '';
  const disk = (path: string): string => readFileSync(join(workspace, path), 'utf8');

  beforeAll(async () => {
    workspace = await shopWorkspace('three');
    window = await openFixpoint({ workspace });
    ({ workbench, model } = window);
    proposals = new Proposals(workbench);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  test('places of proposals are marked in the plain editor as soon as the repair is over', async () => {
    await workbench.openFile('src/cart.js', 1);
    model.push(`${loopFix}\n${wholeFix}`);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    await proposals.marks(2);
    await workbench.clearNotifications();
    await workbench.screenshot('review-marks');
  });

  test('the hover of a mark shows the hunk, and its link accepts it', async () => {
    const hover = await proposals.hover('i <= items.length', 'Fixpoint: revision 1');
    await workbench.screenshot('review-hover');
    expect(await hover.innerText()).toContain('+   for (let i = 0; i < items.length; i++) {');
    await proposals.clickHoverLink(hover, 'Accept');
    await workbench.wait('the accepted hunk', () =>
      Promise.resolve(disk('src/cart.js').includes('i < items.length')),
    );
    await proposals.marks(1);
  });

  test('Why in the plain editor opens a thread there, and leaves the test terminal in view', async () => {
    await workbench.openFile('src/cart.js', 11);
    await workbench.press('Control+k', 'Alt+Enter');
    const thread = await proposals.thread('The name was wrong, and money has two digits.');
    expect(await thread.innerText()).toContain('lists the names');
    await workbench.screenshot('review-thread');
    await workbench.terminal.shows('Fixed: 3 of 3');
  });

  test('asked again by the same keys it goes into the thread, and Ctrl+Enter tells the next repair', async () => {
    await workbench.press('Control+k', 'Alt+Enter');
    const thread = await proposals.thread('The name was wrong');
    await proposals.focusReply(thread);
    await workbench.screenshot('review-reply');
    await proposals.write(thread, 'Mind the plural.');
    await workbench.press('Control+Enter');
    await proposals.thread('Kept for the next repair of this workspace');
    await workbench.screenshot('review-answered');
  });

  test('Always keeps a constraint, which can be listed, edited and deleted', async () => {
    await workbench.press('Control+k', 'Alt+Enter');
    const thread = await proposals.thread('Mind the plural.');
    await proposals.reply(thread, 'Keep names() as it is called.', 'Always');
    await proposals.thread('Kept for every repair of this workspace');
    await workbench.runCommand('Fixpoint: Show Standing Constraints…');
    expect(await workbench.quickInput.choices()).toEqual([
      'Keep names() as it is called.',
      'Add a constraint…',
    ]);
    await workbench.screenshot('review-constraints');
    await workbench.quickInput.pick('Add a constraint…');
    await workbench.quickInput.answer('Every repair of this workspace is told', 'No new packages.');
    await workbench.quickInput.pick('No new packages.');
    await workbench.quickInput.answer('Every repair of this workspace is told', '');
    expect(await workbench.quickInput.choices()).toEqual([
      'Keep names() as it is called.',
      'Add a constraint…',
    ]);
    await workbench.quickInput.cancel();
  });

  test('Reject with This Reason rejects the hunk, and its thread and mark go', async () => {
    const thread = await proposals.thread('Mind the plural.');
    await proposals.reply(thread, 'The name is right.', 'Reject with This Reason');
    await proposals.noThread();
    await proposals.marks(0);
    await workbench.sideBar.row(/cart\.js.*1 accepted, 1 rejected/);
    expect(disk('src/cart.js')).toContain('item.title');
  });

  test('the next repair is told the hints and the constraint, the one after it only the constraint', async () => {
    model.push(wholeFix);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('Fixed: 2 of 2', SESSION);
    const said = JSON.stringify(model.requests.at(-1)?.body.messages);
    expect(said).toContain('src/cart.js, line 11: Mind the plural.');
    expect(said).toContain('src/cart.js, line 11: The name is right.');
    expect(said).toContain('Keep names() as it is called.');
    await workbench.clearNotifications();
    model.push(wholeFix);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('Fixed: 2 of 2', SESSION);
    const later = JSON.stringify(model.requests.at(-1)?.body.messages);
    expect(later).not.toContain('Mind the plural.');
    expect(later).toContain('Keep names() as it is called.');
    await workbench.clearNotifications();
  });

  test('a repair that is removed takes its marks and its line in the status bar with it; Undo brings them back', async () => {
    await workbench.runCommand('Fixpoint: Clear Ended');
    model.push(wholeFix);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('Fixed: 2 of 2', SESSION);
    await workbench.sideBar.decideRow(/^\s*11: return items/, 'Accept');
    await workbench.sideBar.row(/cart\.js.*1 accepted/);
    await workbench.sideBar.decideRow(/^\s*1: import/, 'Reject');
    await workbench.openFile('src/format.js', 1);
    await proposals.marks(1);
    await workbench.clearNotifications();
    await removeRepair();
    await proposals.marks(0);
    await workbench.wait('the status bar to be silent', async () => !(await statusOfRepair()));
    await workbench.screenshot('review-removed');
    await workbench.answerNotification('was removed from the list', 'Undo');
    await proposals.marks(1);
    await workbench.wait('the status bar to tell it again', statusOfRepair);
    await workbench.sideBar.row(/cart\.js.*1 accepted/);
    await workbench.sideBar.row(/format\.js.*1 hunk/);
    await workbench.screenshot('review-put-back');
  });

  test('so it is with the actions above the hunks of an open diff', async () => {
    await workbench.sideBar.clickRow('format.js');
    await workbench.editors.activeTab('format.js ↔ revision 1');
    await lenses('Accept', 'Reject', 'Why');
    await removeRepair();
    await lenses();
    await workbench.answerNotification('was removed from the list', 'Undo');
    await lenses('Accept', 'Reject', 'Why');
    await workbench.editors.clickCodeLens('Accept');
    await workbench.wait('the accepted hunk', () =>
      Promise.resolve(disk('src/format.js').includes('toFixed(DIGITS)')),
    );
    expect(disk('src/format.js')).not.toContain('import');
    expect(disk('src/cart.js')).toContain('item.name');
  });

  async function removeRepair(): Promise<void> {
    const row = await workbench.sideBar.row('Fix failing tests');
    await workbench.chooseInContextMenu(row, 'Remove from List');
    await workbench.sideBar.showsButton('Fix Failing Tests');
  }

  async function statusOfRepair(): Promise<boolean> {
    return (await workbench.statusBar()).some((text) => text.startsWith('Fixpoint:'));
  }

  async function lenses(...texts: readonly string[]): Promise<void> {
    await workbench.wait(`the CodeLenses "${texts.join()}"`, async () => {
      const shown = await workbench.editors.codeLenses();
      return shown.join() === texts.join();
    });
  }
});
