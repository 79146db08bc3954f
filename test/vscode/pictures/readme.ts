import { execFileSync } from 'node:child_process';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, inject, test } from 'vitest';
import { repository } from '../support/buildSuite';
import { openFixpoint } from '../support/fixpointWindow';
import { loopFix, shopWorkspace, wholeFix } from '../support/shopWorkspace';
import { installBeside } from '../support/vsix';
import type { Workbench } from '../support/workbench';

const SIZE = { width: 1280, height: 800 };
const SESSION = { timeoutMs: 120_000 };
const THEMES = { light: 'Default Light Modern', dark: 'Default Dark Modern' } as const;

describe.each(Object.entries(THEMES))('pictures of the README, %s', (name, theme) => {
  test('the peek of a failure, the review and the Repairs view', async () => {
    const foreign = join(repository, 'test/fixtures/foreignTests');
    const extensions = await installBeside(inject('extensionsFolder'), foreign);
    const workspace = await shopWorkspace('three');
    const settings = { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false };
    const window = await openFixpoint({
      workspace,
      extensionsFolder: extensions.folder,
      settings,
    });
    try {
      const { workbench, model } = window;
      await workbench.page.setViewportSize(SIZE);
      await peek(workbench);
      await picture(workbench, `peek-${name}`);
      await workbench.press('Escape');
      model.push(loopFix, `${loopFix}\n${wholeFix}`);
      await repair(workbench);
      await picture(workbench, `repairs-${name}`);
      await workbench.runCommand('View: Toggle Panel Visibility');
      await workbench.editors.focus('modified');
      await picture(workbench, `review-${name}`);
    } finally {
      await window.dispose();
      await extensions.dispose();
    }
  });
});

async function peek(workbench: Workbench): Promise<void> {
  await workbench.sideBar.open('Testing');
  await workbench.sideBar.row('shop.test.js');
  await workbench.runCommand('Test: Run All Tests');
  await workbench.openFile('test/shop.test.js', 1);
  const glyphs = workbench.page.locator('.part.editor .glyph-margin-widgets .testing-run-glyph');
  await workbench.chooseInContextMenu(glyphs.nth(1), 'Peek Error');
  const entry = workbench.page.locator('.peekview-widget').getByText('Fix This Test with Fixpoint');
  await workbench.wait('the entry in the peek', () => entry.isVisible());
}

async function repair(workbench: Workbench): Promise<void> {
  await workbench.sideBar.open('Repairs');
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('Fixpoint: Fix Failing Tests');
  await workbench.notification('Fixed: 3 of 3', SESSION);
  await workbench.clearNotifications();
  await widenSideBar(workbench);
  await workbench.sideBar.clickRow('cart.js');
  await workbench.editors.activeTab('cart.js');
  await workbench.wait('the links of the hunks', async () => {
    return (await workbench.editors.codeLenses()).length > 0;
  });
}

/** Drags the border between side bar and editors until the facts of a revision fit. */
async function widenSideBar({ page }: Workbench): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) return;
  const x = box.x + box.width + 2;
  await page.mouse.move(x, box.y + 400);
  await page.mouse.down();
  await page.mouse.move(x + 130, box.y + 400, { steps: 5 });
  await page.mouse.up();
}

/** Saves a picture into `media/screenshots`, with a palette when pngquant is there. */
async function picture(workbench: Workbench, name: string): Promise<void> {
  const folder = join(repository, 'media/screenshots');
  await mkdir(folder, { recursive: true });
  await workbench.page.mouse.move(SIZE.width - 40, 20);
  const file = join(folder, `${name}.png`);
  await rename(await workbench.screenshot(name), file);
  try {
    execFileSync('pngquant', ['--force', '--strip', '--ext', '.png', '96', file]);
  } catch {
    console.log(`Without pngquant ${name}.png is larger than it could be.`);
  }
}
