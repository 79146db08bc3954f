import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { replyEdit } from '../support/replyEdit';
import { type ScriptedModel } from '../support/scriptedModel';
import { repository } from './support/buildSuite';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { poll } from './support/poll';
import { loopFix, shopWorkspace } from './support/shopWorkspace';
import { installBeside, type InstalledExtensions } from './support/vsix';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
const FIX = 'Fix This Test with Fixpoint';
const title = '  return items.map((item) => item.title);';
const nameFix = `The property is called name.\n${replyEdit('src/cart.js', title, title.replace('title', 'name'))}`;
const moneyFix = replyEdit(
  'src/format.js',
  '  return amount.toFixed(3);',
  '  return amount.toFixed(2);',
);
/** The same name in another file, red for another reason. */
const twin = `import test from 'node:test';
import assert from 'node:assert/strict';

test('lists the names', () => {
  assert.equal(1, 2);
});
`;

describe.skipIf(skipWithoutHost())('tests of another extension', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;
  let extensions: InstalledExtensions;
  let workspace = '';
  const cart = (): Promise<string> => readFile(join(workspace, 'src/cart.js'), 'utf8');

  beforeAll(async () => {
    workspace = await shopWorkspace('three');
    await writeFile(join(workspace, 'test/twin.test.js'), twin);
    const foreign = join(repository, 'test/fixtures/foreignTests');
    extensions = await installBeside(inject('extensionsFolder'), foreign);
    window = await openFixpoint({ workspace, extensionsFolder: extensions.folder });
    ({ workbench, model } = window);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
    await extensions.dispose();
  });

  test('a failure in its peek is fixed, reviewed and accepted with three clicks', async () => {
    await workbench.sideBar.open('Testing');
    await workbench.sideBar.row('shop.test.js');
    await workbench.runCommand('Test: Run All Tests');
    await workbench.openFile('test/shop.test.js', 1);
    // Whoever has tests in the view already does not get them twice.
    expect(await workbench.sideBar.rows()).not.toContain('test/shop.test.js');
    await workbench.chooseInContextMenu(glyphAt(10), 'Peek Error');
    await workbench.screenshot('testing-peek');
    const clicks = await countClicks(workbench);
    model.push(nameFix);
    const peek = workbench.page.locator('.peekview-widget');
    await peek.getByText('Fix This Test with Fixpoint').click();
    await workbench.notification('Fixed: 1 of 1', SESSION);
    await workbench.screenshot('testing-fixed');
    await workbench.answerNotification('Fixed: 1 of 1', 'Review');
    await workbench.editors.clickCodeLens('Accept');
    await poll('the accepted file', async () => (await cart()).includes('item.name'));
    expect(await clicks()).toBe(3);
    expect(model.requests).toHaveLength(1);
  });

  test.each([
    ['somewhere else', 'does not say in which file it lies'],
    ['far away', 'lies outside the folders of this workspace'],
  ])('of the test %s it says why it can not be fixed', async (label, sentence) => {
    await workbench.sideBar.open('Testing');
    await workbench.chooseInContextMenu(await workbench.sideBar.row(label), FIX);
    await workbench.notification(sentence);
    await workbench.clearNotifications();
  });

  test('several tests of the Testing view are fixed together, and none of another file', async () => {
    model.push(loopFix);
    await workbench.sideBar.expand('shop.test.js');
    await workbench.sideBar.clickRow('lists the names');
    const prices = await workbench.sideBar.row('adds the prices');
    await prices.click({ modifiers: ['Control'] });
    await workbench.chooseInContextMenu(prices, FIX);
    await workbench.notification('Fixed: 1 of 1', SESSION);
    await workbench.sideBar.open('Repairs');
    await workbench.sideBar.row('Fix: 2 tests');
    await workbench.sideBar.open('Testing');
    await workbench.clearNotifications();
  });

  test('a file of the Testing view means its tests', async () => {
    model.push(`${loopFix}\n${moneyFix}`);
    await workbench.chooseInContextMenu(await workbench.sideBar.row('shop.test.js'), FIX);
    await workbench.notification('Fixed: 2 of 2', SESSION);
    await workbench.clearNotifications();
  });

  test('a failure in the list of results has the button too', async () => {
    model.push(loopFix);
    const row = workbench.page
      .locator('.part.panel .test-output-peek-tree .monaco-list-row', {
        hasText: 'adds the prices',
      })
      .first();
    await workbench.page.locator('.part.panel .action-label', { hasText: 'Test Results' }).click();
    await workbench.wait('the list of results', () => row.isVisible());
    await row.hover();
    await workbench.screenshot('testing-results');
    await row.locator(`.action-label[aria-label^="${FIX}"]`).first().click();
    await workbench.notification('Fixed: 1 of 1', SESSION);
    await workbench.clearNotifications();
  });

  test('the explorer fixes the tests of a file', async () => {
    model.push(`${loopFix}\n${moneyFix}`);
    await workbench.sideBar.open('Explorer');
    const row = await workbench.sideBar.row('shop.test.js');
    await workbench.chooseInContextMenu(row, 'Fix Tests in This File');
    await workbench.notification('Fixed: 2 of 2', SESSION);
    await workbench.sideBar.open('Repairs');
    await workbench.sideBar.row('Fix: test/shop.test.js');
    await workbench.screenshot('testing-explorer');
  });

  function glyphAt(line: number): Locator {
    const glyphs = workbench.page.locator('.part.editor .glyph-margin-widgets .testing-run-glyph');
    return glyphs.nth(line === 10 ? 1 : 0);
  }
});

/** Counts the clicks of the mouse from now on. */
async function countClicks({ page }: Workbench): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const window = globalThis as unknown as EventTarget & { clicks: number };
    window.clicks = 0;
    window.addEventListener('pointerdown', () => window.clicks++, true);
  });
  return () => page.evaluate(() => (globalThis as unknown as { clicks: number }).clicks);
}
