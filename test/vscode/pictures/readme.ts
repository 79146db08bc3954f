import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
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
    const workspace = await namedShop();
    const settings = {
      'workbench.colorTheme': theme,
      'editor.minimap.enabled': false,
      'breadcrumbs.enabled': false,
    };
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
      await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
      await workbench.editors.focus('modified');
      await picture(workbench, `review-${name}`);
    } finally {
      await window.dispose();
      await rm(dirname(workspace), { recursive: true, force: true });
      await extensions.dispose();
    }
  });
});

/** The shop in a folder with a name that may be seen. */
async function namedShop(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'fixpoint-pictures-')), 'shop');
  await rename(await shopWorkspace('three'), folder);
  return folder;
}

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
  await resize(workbench);
  await workbench.sideBar.clickRow('cart.js');
  await workbench.editors.activeTab('cart.js');
  await workbench.wait('the links of the hunks', async () => {
    return (await workbench.editors.codeLenses()).length > 0;
  });
}

/** Widens the side bar until the facts of a revision fit, and leaves the terminal its last lines. */
async function resize({ page }: Workbench): Promise<void> {
  const side = await page.locator('.part.sidebar').boundingBox();
  const panel = await page.locator('.part.panel').boundingBox();
  if (!side || !panel) return;
  await drag(
    page,
    { x: side.x + side.width + 2, y: 400 },
    { x: side.x + side.width + 132, y: 400 },
  );
  await drag(page, { x: 800, y: panel.y - 2 }, { x: 800, y: panel.y + 190 });
}

async function drag(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Saves a picture into `media/screenshots`, with a palette when pngquant is there. */
async function picture(workbench: Workbench, name: string): Promise<void> {
  const folder = join(repository, 'media/screenshots');
  await mkdir(folder, { recursive: true });
  // Away from everything that has a tooltip.
  await workbench.page.mouse.move(SIZE.width / 2, SIZE.height - 60);
  const file = join(folder, `${name}.png`);
  await rename(await workbench.screenshot(name), file);
  try {
    execFileSync('pngquant', ['--force', '--strip', '--ext', '.png', '96', file]);
  } catch {
    console.log(`Without pngquant ${name}.png is larger than it could be.`);
  }
}
