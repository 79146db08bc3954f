import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderPicture } from '../support/folderPicture';
import { replyEdit } from '../support/replyEdit';
import type { RecordedRequest, ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { loopFix, shopWorkspace, wholeFix } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
const names = '  return items.map((item) => item.title);';
const wrongName = `The property is called label.\n${replyEdit('src/cart.js', names, names.replace('title', 'label'))}`;
const bothFixes = `${loopFix}\n${wholeFix}`;

describe.skipIf(skipWithoutHost())('the course of a repair', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;
  let workspace = '';
  let before: readonly string[] = [];

  beforeAll(async () => {
    workspace = await shopWorkspace('three');
    before = folderPicture(workspace);
    window = await openFixpoint({ workspace, settings: { 'fixpoint.stepMode': true } });
    ({ workbench, model } = window);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  async function menu(row: string | RegExp, entry: string): Promise<void> {
    await workbench.chooseInContextMenu(await workbench.sideBar.row(row), entry);
  }

  test('stands in the view in the order of time, with what the developer said', async () => {
    model.push(loopFix, 'I have no idea.', wrongName);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.sideBar.row('Paused after revision 1', SESSION);
    await workbench.sideBar.clickTitleAction('Give a Hint');
    await workbench.quickInput.answer('What should the next attempt know', 'Mind the names.');
    await workbench.sideBar.row('Iteration 2: not applied', SESSION);
    await workbench.sideBar.row('Paused after revision 1', SESSION);
    await workbench.sideBar.clickTitleAction('Step');
    await workbench.sideBar.row('Paused after revision 2', SESSION);
    await workbench.screenshot('timeline-paused');
    expect(await course(workbench)).toEqual([
      'Revision 1',
      'You: Mind the names.',
      'Iteration 2: not applied',
      'Revision 2',
      'The same test result again',
      'Paused after revision 2',
    ]);
  });

  test('a stage that is put right by hand waits for the next step', async () => {
    await workbench.sideBar.clickInlineAction('Diagnosis', 'Edit the Diagnosis');
    await workbench.editors.activeTab('Diagnosis.md');
    await workbench.editors.showsText('lists the names');
    await workbench.press('Control+a');
    await workbench.type('Items carry a name.');
    await workbench.screenshot('timeline-diagnosis');
    await workbench.press('Control+Enter');
    await workbench.sideBar.row(/Diagnosis.*Items carry a name\./);
    await workbench.sideBar.clickInlineAction('Places', 'Choose Places');
    await workbench.quickInput.says('Where is the fault?');
    await workbench.screenshot('timeline-places');
    await workbench.quickInput.pick('src/cart.js:11');
    await workbench.press('Enter');
    await workbench.sideBar.row(/Places.*src\/cart\.js:11/);
    await workbench.sideBar.clickInlineAction('Tests told', 'Choose the Tests');
    await workbench.quickInput.pick('formats money');
    await workbench.press('Enter');
    await workbench.sideBar.row(/Tests told.*lists the names/);
    await workbench.screenshot('timeline-stages');
    const asked = model.requests.length;
    model.push(bothFixes);
    await workbench.sideBar.clickTitleAction('Step');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    const [request, ...more] = model.requests.slice(asked);
    expect(more).toEqual([]);
    expect(lastSaid(request)).toContain('Items carry a name.');
    expect(lastSaid(request)).not.toContain('formats money');
    await workbench.clearNotifications();
  });

  test('two revisions are compared, in test results and code', async () => {
    await workbench.sideBar.clickRow(/Revision 1.*1\/3 fixed/);
    await workbench.page.keyboard.down('Control');
    await workbench.sideBar.clickRow(/Revision 3.*3\/3 fixed/);
    await workbench.page.keyboard.up('Control');
    await menu(/Revision 3.*3\/3 fixed/, 'Compare Revisions…');
    await workbench.editors.activeTab('Revision 1 ↔ Revision 3 (2 tests fixed)');
    await workbench.editors.showsText('✓ lists the names', { side: 'modified' });
    await workbench.screenshot('timeline-compared');
  });

  test('an older revision of an ended repair begins a branch of its own', async () => {
    model.push(bothFixes);
    await menu(/Revision 1.*1\/3 fixed/, 'Go On from Here…');
    await workbench.quickInput.answer('A hint for the next attempt', 'Mind the digits.');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    await workbench.sideBar.row('Fix failing tests, from revision 1');
    expect(lastSaid(model.requests.at(-1))).toContain('Mind the digits.');
    expect((await course(workbench)).slice(0, 3)).toEqual([
      'Revision 1',
      'You: Mind the digits.; go on from revision 1',
      'Revision 2',
    ]);
    await workbench.screenshot('timeline-branch');
    await workbench.clearNotifications();
    expect(folderPicture(workspace)).toEqual(before);
  });

  test('ended repairs leave the list, and come back by Undo', async () => {
    await menu('Fix failing tests, from revision 1', 'Remove from List');
    await workbench.notification('was removed from the list');
    await workbench.runCommand('Fixpoint: Clear Ended');
    await workbench.answerNotification('"Fix failing tests" was removed', 'Undo');
    await workbench.sideBar.row('Fix failing tests');
    await workbench.clearNotifications();
  });

  test('a diagnosis that can not be used while another repair runs stays open, and can be used after it', async () => {
    await menu('Fix failing tests', 'Edit the Diagnosis…');
    await workbench.editors.activeTab('Diagnosis.md');
    await workbench.press('Control+a');
    await workbench.type('Money has two digits.');
    model.push(loopFix);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.sideBar.row('Paused after revision 1', SESSION);
    const asked = model.requests.length;
    await workbench.editors.clickCodeLens('Use This Diagnosis');
    await workbench.notification('A repair is running already. Stop it first, or wait');
    await workbench.editors.activeTab('Diagnosis.md');
    await workbench.editors.showsText('Money has two digits.');
    await workbench.screenshot('timeline-diagnosis-refused');
    expect(model.requests).toHaveLength(asked);
    await workbench.sideBar.clickTitleAction('Stop');
    await workbench.notification('Stopped.');
    await workbench.clearNotifications();
    model.push(bothFixes);
    await workbench.editors.clickCodeLens('Use This Diagnosis');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    expect(lastSaid(model.requests.at(-1))).toContain('Money has two digits.');
    expect(await workbench.editors.tabs()).not.toContain('Diagnosis.md');
    await workbench.clearNotifications();
  });

  test('that of a repair which left the list stays open, too, and a sentence says why', async () => {
    await menu(/^Fix failing tests, from revision/, 'Edit the Diagnosis…');
    await workbench.editors.activeTab('Diagnosis.md');
    await workbench.press('Control+a');
    await workbench.type('The loop runs too far.');
    await workbench.runCommand('Fixpoint: Clear Ended');
    await workbench.editors.focus();
    await workbench.press('Control+Enter');
    await workbench.notification('This repair is no longer in the list');
    await workbench.editors.activeTab('Diagnosis.md');
    await workbench.editors.showsText('The loop runs too far.');
    await workbench.screenshot('timeline-diagnosis-removed');
    expect(folderPicture(workspace)).toEqual(before);
  });
});

/** The labels of the rows in the newest session, without what is inside them. */
async function course(workbench: Workbench): Promise<readonly string[]> {
  const rows = await workbench.sideBar.rows();
  const older = rows.findIndex((row, index) => index > 0 && !row.startsWith(' '));
  return rows
    .slice(1, older < 0 ? undefined : older)
    .filter((row) => /^ {2}\S/.test(row))
    .map((row) => row.trim().split('  ')[0] ?? '');
}

function lastSaid(request: RecordedRequest | undefined): string {
  return request?.body.messages.at(-1)?.content ?? '';
}
