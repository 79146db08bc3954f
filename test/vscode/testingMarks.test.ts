import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { loopFix, shopWorkspace, wholeFix } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
const LENS = 'Fix with Fixpoint';

describe.skipIf(skipWithoutHost())('red tests in terminal and editor', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;
  let workspace = '';

  beforeAll(async () => {
    workspace = await shopWorkspace('three');
    window = await openFixpoint({
      workspace,
      settings: { 'terminal.integrated.stickyScroll.enabled': false, 'files.autoSave': 'off' },
    });
    ({ workbench, model } = window);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  async function lenses(count: number): Promise<void> {
    await workbench.wait(`${count} lenses`, async () => {
      const all = await workbench.editors.codeLenses();
      return all.filter((lens) => lens.includes(LENS)).length === count;
    });
  }

  test('a red run in a terminal brings one offer, and what is declined is not offered again', async () => {
    await workbench.runCommand('Terminal: Create New Terminal');
    await workbench.terminal.enter('node --test test/shop.test.js');
    await workbench.notification('"node --test test/shop.test.js" failed');
    await workbench.screenshot('offer');
    await workbench.answerNotification('"node --test test/shop.test.js" failed', 'Not Now');
    await workbench.terminal.enter('node --test test/shop.test.js');
    await workbench.terminal.enter('npm test');
    await workbench.notification('"npm test" failed');
    expect(await workbench.page.locator('.notification-toast').count()).toBe(1);
  });

  test('Fix in the offer repairs the tests, and marks those that are red in their file', async () => {
    model.push(`${loopFix}\n${wholeFix}`);
    await workbench.answerNotification('"npm test" failed', 'Fix');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    await workbench.openFile('test/shop.test.js', 1);
    await lenses(3);
    await workbench.screenshot('lenses');
    await workbench.clearNotifications();
  });

  test('the lens above a red test fixes this one', async () => {
    model.push(loopFix);
    await workbench.editors.clickCodeLens(LENS, 0);
    await workbench.notification('Fixed: 1 of 1', SESSION);
    await workbench.clearNotifications();
    await workbench.sideBar.row('Fix: adds the prices of all items');
  });

  test('lenses move with their tests, and go when a test is edited', async () => {
    await workbench.editors.focus();
    await workbench.press('Control+Home', 'Enter', 'Enter');
    await lenses(3);
    await workbench.screenshot('lenses-moved');
    await workbench.openFile('test/shop.test.js', 16);
    await workbench.press('End');
    await workbench.type(' // mine');
    await lenses(2);
    // What is not saved goes with the reload that follows.
    await workbench.press('Control+s');
    await workbench.editors.saved();
  });

  test('the quick fix offers the same, and without the setting there is no lens', async () => {
    await window.code.changeSettings({ 'fixpoint.codeLens': false });
    await workbench.sideBar.open('Repairs');
    model.push(loopFix);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('best revision is 1', SESSION);
    await workbench.clearNotifications();
    await workbench.openFile('test/shop.test.js', 12);
    await workbench.quickFix('Fix "lists the names"');
    await workbench.screenshot('quick-fix');
    expect(await workbench.editors.codeLenses()).toEqual([]);
  });

  test('Fix Tests in This File takes the file in the editor', async () => {
    await workbench.press('Escape');
    model.push(`${loopFix}\n${wholeFix}`);
    await workbench.runCommand('Fixpoint: Fix Tests in This File');
    await workbench.notification('Fixed: 3 of 3', SESSION);
    await workbench.clearNotifications();
    await workbench.sideBar.row('Fix: test/shop.test.js');
  });

  test("Don't Offer Again turns the offers off", async () => {
    await workbench.runCommand('Terminal: Create New Terminal');
    await workbench.terminal.enter('npm test');
    await workbench.answerNotification('"npm test" failed', "Don't Offer Again");
    const file = join(window.code.dataFolder, 'User', 'settings.json');
    await workbench.wait('the setting', async () =>
      (await readFile(file, 'utf8')).includes('"fixpoint.offerAfterFailedRun": false'),
    );
  });
});
