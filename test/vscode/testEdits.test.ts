import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replyEdit } from '../support/replyEdit';
import { type ScriptedModel } from '../support/scriptedModel';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { poll } from './support/poll';
import { loopFix, shopWorkspace } from './support/shopWorkspace';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
const STRICT = "  assert.equal(format(1), '1.00');";
const LOOSE = '  assert.ok(format(1));';
const fixWithTestEdit = `${loopFix}\n${replyEdit('test/shop.test.js', STRICT, LOOSE)}`;
const GROUP = 'Edits of tests (need your consent)';

describe.skipIf(skipWithoutHost())('edits of tests that come with a fix', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;
  let workspace = '';
  const text = (path: string): Promise<string> => readFile(join(workspace, path), 'utf8');

  beforeAll(async () => {
    workspace = await shopWorkspace('one');
    window = await openFixpoint({ workspace, settings: { 'fixpoint.tests': 'ask' } });
    ({ workbench, model } = window);
    model.push(fixWithTestEdit, fixWithTestEdit);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
  });

  test('are a group of their own, which says what would be checked less', async () => {
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    const said = await workbench.notification('Fixed: 1 of 1', SESSION);
    expect(said).toContain('Edits of tests are proposed too');
    await workbench.sideBar.row(GROUP);
    const rows = await workbench.sideBar.rows();
    const group = rows.findIndex((row) => row.includes(GROUP));
    expect(rows[group - 1]).not.toContain('shop.test.js');
    await workbench.sideBar.row(/shop\.test\.js.*test · 1 hunk/);
    await workbench.screenshot('test-edits-group');
  });

  test('stay out of Accept All', async () => {
    await workbench.answerNotification('Fixed: 1 of 1', 'Accept All');
    await workbench.notification(
      'the fix is decided, the edits of tests are not (1 accepted, 0 rejected)',
    );
    await poll('the fix', async () => (await text('src/cart.js')).includes('i < items.length'));
    expect(await text('test/shop.test.js')).toContain(STRICT);
  });

  test('open in the same review, and outlive a reload', async () => {
    await window.code.reload();
    await workbench.sideBar.open('Repairs');
    await workbench.sideBar.clickRow(/shop\.test\.js.*test · 1 hunk/);
    await workbench.editors.activeTab('shop.test.js ↔ revision 1');
    await workbench.editors.showsText('assert.ok(format(1))', { side: 'modified' });
    await workbench.screenshot('test-edits-review');
    await workbench.sideBar.tooltip(GROUP, 'a check is less exact');
    await workbench.screenshot('test-edits-warning');
  });

  test('are accepted from their own group', async () => {
    await workbench.sideBar.clickInlineAction(GROUP, 'Accept All');
    // The reload may have come before the count of the first acceptance was kept.
    await workbench.notification('every hunk is decided');
    await poll('the edited test', async () => (await text('test/shop.test.js')).includes(LOOSE));
    await workbench.sideBar.row(/need your consent\).*decided/);
    await workbench.screenshot('test-edits-decided');
  });
});
