import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replyEdit } from '../support/replyEdit';
import { type ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { Proposals } from './support/proposals';
import { loopFix, shopWorkspace, wholeFix } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
const names = '  return items.map((item) => item.title);';
const nameFix = `The name was wrong.\n${replyEdit('src/cart.js', names, names.replace('title', 'name'))}`;

describe.skipIf(skipWithoutHost())('a review without CodeLens, inline, by keys', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;
  let proposals: Proposals;
  let workspace = '';
  const disk = (path: string): string => readFileSync(join(workspace, path), 'utf8');
  const onDisk = (path: string, text: string): Promise<true> =>
    workbench.wait(`"${text}" in ${path}`, () => Promise.resolve(disk(path).includes(text)));

  beforeAll(async () => {
    workspace = await shopWorkspace('three');
    const settings = {
      'editor.codeLens': false,
      'diffEditor.codeLens': false,
      'diffEditor.renderSideBySide': false,
    };
    window = await openFixpoint({ workspace, settings });
    ({ workbench, model } = window);
    proposals = new Proposals(workbench);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  test('Open All Changes shows all files in one editor whose title tells the verdict', async () => {
    model.push(`${loopFix}\n${wholeFix}`);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    await workbench.clearNotifications();
    await workbench.runCommand('Fixpoint: Open All Changes');
    await workbench.editors.activeTab('revision 1 (3/3 fixed · 0 broken)');
    await workbench.editors.showsText('item.name', { side: 'modified' });
    expect(await workbench.editors.codeLenses()).toEqual([]);
    await workbench.screenshot('keys-all-changes');
  });

  test('without CodeLens the hover and the buttons of the editor title have every action', async () => {
    await workbench.sideBar.clickRow('cart.js');
    await workbench.editors.activeTab('cart.js ↔ revision 1 (3/3 fixed · 0 broken)');
    const hover = await proposals.hover('item.name', 'Fixpoint: revision 1', 'modified');
    expect(await hover.innerText()).toMatch(/Accept.*Reject.*Why.*Open Diff/s);
    await workbench.screenshot('keys-inline-hover');
    for (const action of ['Accept File', 'Reject File', 'Accept All', 'Reject All']) {
      const button = workbench.page.locator(`.editor-actions [aria-label^="${action}"]`).first();
      await workbench.wait(`the button "${action}"`, () => button.isVisible());
    }
  });

  test('previous and next stop at each hunk, accept and reject decide it', async () => {
    await workbench.runCommand('View: Focus Active Editor Group');
    await cursorAt(4);
    await workbench.press('Alt+F5');
    await cursorAt(11);
    await workbench.press('Shift+Alt+F5');
    await cursorAt(4);
    await workbench.press('Alt+Enter');
    await onDisk('src/cart.js', 'i < items.length');
    await workbench.sideBar.row(/cart\.js.*1 hunk/);
    await cursorAt(11);
    await workbench.press('Shift+Alt+Enter');
    await workbench.sideBar.row(/cart\.js.*1 accepted, 1 rejected/);
    expect(disk('src/cart.js')).toContain('item.title');
  });

  test('fault 77: undo takes an accepted hunk back, redo accepts it again', async () => {
    await workbench.openFile('src/cart.js', 1);
    await workbench.press('Control+z');
    await workbench.sideBar.row(/cart\.js.*1 hunk/);
    await proposals.marks(1);
    await onDisk('src/cart.js', 'i <= items.length');
    await workbench.editors.saved();
    await workbench.press('Control+Shift+z');
    await workbench.sideBar.row(/cart\.js.*1 accepted, 1 rejected/);
    await onDisk('src/cart.js', 'i < items.length');
  });

  test('at the end of a file next goes on in the next one, and its keys accept whole files', async () => {
    await workbench.sideBar.clickRow('format.js');
    await workbench.editors.activeTab('format.js ↔ revision 1');
    await workbench.runCommand('View: Focus Active Editor Group');
    await workbench.press('Alt+F5');
    await cursorAt(4);
    await workbench.press('Alt+F5');
    await workbench.editors.activeTab('digits.js ↔ revision 1');
    await workbench.runCommand('View: Focus Active Editor Group');
    await workbench.press('Control+Alt+Enter');
    await workbench.wait('the new file', () =>
      Promise.resolve(existsSync(join(workspace, 'src/digits.js'))),
    );
    await workbench.sideBar.clickRow('format.js');
    await workbench.editors.activeTab('format.js ↔ revision 1');
    await workbench.runCommand('View: Focus Active Editor Group');
    await workbench.press('Control+Alt+Enter');
    await onDisk('src/format.js', 'toFixed(DIGITS)');
  });

  test('fault 78: what was accepted in part is tested by itself, and its verdict is told everywhere', async () => {
    await workbench.notification(
      'every hunk is decided (4 accepted, 1 rejected). What you accepted: 2/3 fixed · 0 broken · no test weakened.',
      SESSION,
    );
    await workbench.sideBar.row(/Revision 1.*accepted: 2\/3 fixed · 0 broken/);
    expect((await workbench.statusBar()).join()).toContain('accepted: 2/3 fixed · 0 broken');
    await workbench.terminal.shows('What you accepted: 2/3 fixed');
    await workbench.screenshot('keys-accepted');
    await workbench.clearNotifications();
  });

  test('the verdict goes when the files are changed, and comes again when asked for', async () => {
    await workbench.openFile('src/cart.js', 9);
    await workbench.type('// mine');
    await workbench.sideBar.row(/Revision 1\s*★ 3\/3 fixed/);
    await workbench.runCommand('Fixpoint: Test What Was Accepted');
    await workbench.notification('What you accepted: 2/3 fixed · 0 broken', SESSION);
    await workbench.sideBar.row(/Revision 1.*accepted: 2\/3 fixed/);
    await workbench.clearNotifications();
  });

  test('typing elsewhere moves the marks, typing into a proposed line makes a conflict of it', async () => {
    model.push(nameFix);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('Fixed: 1 of 1', SESSION);
    await workbench.clearNotifications();
    await workbench.openFile('src/cart.js', 1);
    await proposals.marks(1);
    await workbench.press('Enter');
    await workbench.sideBar.row(/^\s*12: return items/);
    await workbench.openFile('src/cart.js', 12);
    await workbench.press('End');
    await workbench.type(' // keep');
    await workbench.sideBar.row(/cart\.js.*1 conflict with your changes/);
    const hover = await proposals.hover('item.title', 'You changed these lines too');
    expect(await hover.innerText()).toMatch(/Take Proposal.*Keep Mine.*Why/s);
    await workbench.screenshot('keys-conflict');
    await proposals.clickHoverLink(hover, 'Take Proposal');
    await onDisk('src/cart.js', 'item.name');
    await workbench.editors.saved();
  });

  test('after an undo the conflict is there again, and Keep Mine in the view ends it', async () => {
    await workbench.openFile('src/cart.js', 1);
    await workbench.press('Control+z');
    await workbench.sideBar.row(/cart\.js.*1 conflict/);
    await onDisk('src/cart.js', 'item.title); // keep');
    await workbench.sideBar.decideRow(/^\s*12: return items/, 'Keep Mine');
    await workbench.sideBar.row(/cart\.js.*1 rejected/);
    expect(disk('src/cart.js')).toContain('item.title); // keep');
  });

  test('fault 71: what is typed while a repair runs stays, and the proposal goes on top of it', async () => {
    const kept = `${names} // keep`;
    const text = replyEdit('src/cart.js', kept, kept.replace('title', 'name'));
    model.push({ kind: 'reply', text, pauseMs: 200 });
    const asked = model.requests.length;
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.wait('the request', () => Promise.resolve(model.requests.length > asked));
    await workbench.openFile('src/cart.js', 1);
    await workbench.type('// typed meanwhile');
    await workbench.press('Enter');
    await workbench.notification('Fixed: 1 of 1', SESSION);
    await proposals.marks(1);
    await onDisk('src/cart.js', '// typed meanwhile');
    await workbench.runCommand('Fixpoint: Accept All');
    await onDisk('src/cart.js', 'item.name); // keep');
    expect(disk('src/cart.js')).toMatch(/^\/\/ typed meanwhile\r\n/);
  });

  async function cursorAt(line: number): Promise<void> {
    await workbench.wait(`the cursor in line ${String(line)}`, async () =>
      (await workbench.statusBar()).some((text) => text.startsWith(`Ln ${String(line)},`)),
    );
  }
});
