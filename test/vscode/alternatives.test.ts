import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replyEdit } from '../support/replyEdit';
import { writeFiles } from '../support/writeFiles';
import type { ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { loopFix, shopWorkspace, wholeFix } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
const names = '  return items.map((item) => item.title);';
const digits = '  return amount.toFixed(3);';
const rightName = `The name was wrong.\n${replyEdit('src/cart.js', names, names.replace('title', 'name'))}`;
const rightDigits = `Money has two digits.\n${replyEdit('src/format.js', digits, digits.replace('3', '2'))}`;

const AGE = 'export function isAdult(age) {\n  return age > 18;\n}\n';
const AGE_TEST = `import test from 'node:test';
import assert from 'node:assert/strict';
import { isAdult } from '../src/age.js';

test('begins at 18', () => {
  assert.equal(isAdult(18), true);
});
`;

describe.skipIf(skipWithoutHost())('two ways from one revision', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;

  let workspace = '';

  beforeAll(async () => {
    workspace = await shopWorkspace('three');
    window = await openFixpoint({ workspace, settings: { 'fixpoint.stepMode': true } });
    ({ workbench, model } = window);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  test('are shown as alternatives, and compared side by side', async () => {
    model.push(loopFix, rightName, rightDigits);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.sideBar.row('Paused after revision 1', SESSION);
    await workbench.sideBar.clickTitleAction('Step');
    await workbench.sideBar.row('Paused after revision 2', SESSION);
    const again = 'Continue from This Revision';
    await workbench.sideBar.clickInlineAction(/Revision 1.*1\/3 fixed/, again);
    await workbench.sideBar.row('Paused after revision 3', SESSION);
    const third = await workbench.sideBar.row(/Revision 3.*alternative to revision 2/);
    await workbench.chooseInContextMenu(third, 'Compare Alternatives…');
    await workbench.editors.activeTab('Revision 2 ↔ Revision 3 (1 test fixed · 1 test broken)');
    await workbench.editors.showsText('✗ lists the names', { side: 'modified' });
    await workbench.screenshot('alternatives-compared');
  });

  test('of an ended repair the places that are chosen begin a branch from the best', async () => {
    await workbench.sideBar.clickTitleAction('Stop');
    await workbench.notification('Stopped. The best revision is 2', SESSION);
    await workbench.clearNotifications();
    const asked = model.requests.length;
    model.push(wholeFix);
    await workbench.runCommand('Fixpoint: Choose Places to Look At…');
    await workbench.quickInput.says('Where is the fault?');
    await workbench.quickInput.pick('Add a Place…');
    await workbench.press('Enter');
    await workbench.quickInput.answer('A file of this folder', 'src/format.js:format');
    await workbench.sideBar.row('Fix failing tests, from revision 2', SESSION);
    await workbench.wait(
      'the request',
      () => Promise.resolve(model.requests.length > asked),
      SESSION,
    );
    const last = model.requests[asked]?.body.messages.at(-1)?.content ?? '';
    expect(last).toContain('src/format.js');
    await workbench.sideBar.row(/You: .*look at src\/format\.js:format/);
    await workbench.screenshot('alternatives-branch');
  });

  test('of the built-in search are what else passes, and call the first unproven', async () => {
    writeFiles(workspace, { 'src/age.js': AGE, 'test/age.test.js': AGE_TEST });
    await window.code.changeSettings({
      'fixpoint.provider': 'builtin',
      'fixpoint.stepMode': false,
    });
    await workbench.openFile('test/age.test.js', 1);
    await workbench.runCommand('Fixpoint: Fix Tests in This File');
    await workbench.notification('Fixed: 1 of 1', SESSION);
    await workbench.clearNotifications();
    await workbench.sideBar.open('Repairs');
    await workbench.sideBar.row(/Revision 1.*★ unproven/);
    await workbench.sideBar.row(/Revision 2.*alternative to revision 1/);
    await workbench.screenshot('alternatives-unproven');
    await workbench.sideBar.decideRow(/age\.js.*1 hunk/, 'Accept');
    await workbench.wait('what was accepted to be remembered', () => {
      const [kept] = globSync('**/experience.json', { cwd: window.code.dataFolder });
      const text =
        kept === undefined ? '' : readFileSync(join(window.code.dataFolder, kept), 'utf8');
      return Promise.resolve(text.includes('"patterns":{"comparison-boundary":1}'));
    });
  });
});
