import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { poll } from './support/poll';
import { loopFix, shopWorkspace } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };

describe.skipIf(skipWithoutHost())('two windows on one folder', () => {
  let window: FixpointWindow;
  let first: Workbench;
  let second: Workbench;
  let workspace = '';

  beforeAll(async () => {
    workspace = await shopWorkspace('one');
    window = await openFixpoint({ workspace });
    first = window.workbench;
    second = await window.code.secondWindow();
    await second.sideBar.open('Repairs');
  }, 300_000);

  afterAll(() => window.dispose());

  test('fault 83: can both repair; neither sees the other’s work while it lasts', async () => {
    window.model.push(loopFix);
    await first.runCommand('Fixpoint: Fix Failing Tests');
    await first.notification('Fixed: 1 of 1', SESSION);
    window.model.push(loopFix);
    await second.runCommand('Fixpoint: Fix Failing Tests');
    await second.notification('Fixed: 1 of 1', SESSION);
    expect(await sessionsIn(first)).toHaveLength(1);
  });

  test('fault 83: after both were closed, a window has the sessions of both and their pending reviews', async () => {
    await second.page.close();
    await window.code.restart();
    await first.sideBar.open('Repairs');
    await first.sideBar.row(/Revision 1.*1\/1 fixed/, SESSION);
    await poll('both sessions', async () => (await sessionsIn(first)).length === 2);
    await first.screenshot('two-windows-restarted');
    await first.sideBar.clickInlineAction('Revision 1', 'Accept All');
    await first.notification('every hunk is decided (1 accepted, 0 rejected)');
    expect(await readFile(join(workspace, 'src/cart.js'), 'utf8')).toContain('i < items.length');
  });
});

async function sessionsIn({ sideBar }: Workbench): Promise<readonly string[]> {
  return (await sideBar.rows()).filter((row) => row.startsWith('Fix failing tests'));
}
