import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { BUGS, longFix, longWorkspace } from './support/longWorkspace';
import { Proposals } from './support/proposals';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 240_000 };

describe.skipIf(skipWithoutHost())('a long file under review, and files that move', () => {
  let window: FixpointWindow;
  let workbench: Workbench;
  let proposals: Proposals;
  let workspace = '';
  const disk = (path: string): string => readFileSync(join(workspace, path), 'utf8');

  beforeAll(async () => {
    workspace = await longWorkspace();
    window = await openFixpoint({ workspace, settings: { 'files.autoSave': 'off' } });
    ({ workbench } = window);
    proposals = new Proposals(workbench);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  test('60 hunks in 5,000 lines are marked, and opened at the one that is chosen', async () => {
    expect(BUGS).toHaveLength(60);
    window.model.push(longFix());
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.notification('Fixed: 1 of 1', SESSION);
    await workbench.clearNotifications();
    await workbench.openFile('src/long.js', (BUGS[1] ?? 0) + 1);
    await proposals.marks(1);
    await workbench.sideBar.row(/long\.js.*60 hunks/);
    await workbench.sideBar.clickRow(/^\s*249: export const v248/);
    await workbench.editors.activeTab('long.js ↔ revision 1');
    await workbench.editors.showsText('v248 = 248;', { side: 'modified' });
    await workbench.screenshot('files-long');
  });

  test('accepting one of them leaves the other 59', async () => {
    await workbench.press('Alt+Enter');
    await workbench.wait('the accepted hunk', () =>
      Promise.resolve(disk('src/long.js').includes('v248 = 248;')),
    );
    await workbench.sideBar.row(/long\.js.*59 hunks/);
  });

  test('fault 79: a file that is renamed in the editor takes its review with it', async () => {
    await workbench.openFile('src/long.js', 1);
    await workbench.runCommand('File: Reveal Active File in Explorer View');
    const row = workbench.page.locator('.explorer-folders-view .monaco-list-row.focused', {
      hasText: 'long.js',
    });
    await workbench.wait('the file in the explorer', () => row.isVisible());
    await workbench.press('F2');
    const box = workbench.page.locator('.explorer-folders-view .monaco-inputbox input');
    await workbench.wait('the box for the new name', () => box.isVisible());
    await box.fill('values.js');
    await workbench.press('Enter');
    await workbench.sideBar.open('Repairs');
    await workbench.sideBar.row(/values\.js.*59 hunks/);
    await workbench.editors.activeTab(/^values\.js/);
    await workbench.wait('the diff of the renamed file', async () =>
      (await workbench.editors.tabs()).includes('values.js ↔ revision 1 (1/1 fixed · 0 broken)'),
    );
    await workbench.screenshot('files-renamed');
  });

  test('Accept All puts all of them into the renamed file', async () => {
    await workbench.runCommand('Fixpoint: Accept All');
    await workbench.notification('every hunk is decided (60 accepted, 0 rejected)', SESSION);
    expect(BUGS.filter((line) => disk('src/values.js').includes(`= ${String(line)} + 1;`))).toEqual(
      [],
    );
  });

  test('faults 36, 79: a file that is renamed by somebody else counts as deleted, and is not brought back', async () => {
    await workbench.openFile('src/values.js', 1);
    await workbench.press('Control+z');
    await workbench.sideBar.row(/values\.js.*59 hunks/);
    await workbench.press('Control+s');
    await workbench.editors.saved();
    renameSync(join(workspace, 'src/values.js'), join(workspace, 'src/elsewhere.js'));
    await workbench.sideBar.row(/values\.js.*deleted meanwhile/);
    await workbench.screenshot('files-gone');
  });
});
