import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScriptedModel } from '../support/scriptedModel';
import { cartLines, cartReplies } from './support/cartReplies';
import { cartWorkspace } from './support/cartWorkspace';
import { watchTexts, type WatchedTexts } from './support/watchTexts';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { poll } from './support/poll';
import type { Workbench } from './support/workbench';

const { loop, rightLoop } = cartLines;

describe.skipIf(skipWithoutHost())(
  'two bugs, a model that needs two tries, one hunk accepted',
  () => {
    let window: FixpointWindow;
    let model: ScriptedModel;
    let workbench: Workbench;
    let workspace = '';
    let before = '';
    let watched: WatchedTexts;
    const cart = (): Promise<string> => readFile(join(workspace, 'src/cart.js'), 'utf8');

    beforeAll(async () => {
      workspace = await cartWorkspace();
      before = await cart();
      watched = watchTexts(join(workspace, 'src/cart.js'));
      window = await openFixpoint({ workspace });
      ({ workbench, model } = window);
      model.push(...cartReplies);
    }, 300_000);

    afterAll(async () => {
      watched.stop();
      await window.dispose();
    });

    test('the first revision fails, its failure is told, the second is green', async () => {
      await workbench.sideBar.open('Repairs');
      await workbench.runCommand('Fixpoint: Fix Failing Tests');
      await workbench.notification('Fixed: 3 of 3', { timeoutMs: 90_000 });
      await workbench.sideBar.row(/Revision 1.*0\/3 fixed/);
      await workbench.sideBar.row(/Revision 2.*3\/3 fixed · 0 broken/);
      await workbench.screenshot('two-bugs-fixed');
      expect(model.requests).toHaveLength(2);
      expect(model.requests[1]?.body.messages.at(-1)?.content).toContain(
        'expected: 20\nactual: 11',
      );
      expect(await cart()).toBe(before);
    });

    test('accepting hunk 1 and rejecting hunk 2 by clicking leaves exactly that on disk', async () => {
      await workbench.answerNotification('Fixed: 3 of 3', 'Review');
      await workbench.editors.activeTab('cart.js ↔ revision 2');
      await workbench.wait('two hunks with their links', async () => {
        const lenses = await workbench.editors.codeLenses();
        return lenses.filter((lens) => lens === 'Accept').length === 2;
      });
      await workbench.screenshot('two-bugs-review');
      await workbench.editors.clickCodeLens('Accept', 0);
      await poll('the accepted hunk on disk', async () => (await cart()) !== before);
      await workbench.wait('one hunk left', async () => {
        const lenses = await workbench.editors.codeLenses();
        return lenses.filter((lens) => lens === 'Reject').length === 1;
      });
      await workbench.screenshot('two-bugs-one-left');
      await workbench.editors.clickCodeLens('Reject', 0);
      await workbench.notification('every hunk is decided (1 accepted, 1 rejected)');
      await workbench.screenshot('two-bugs-decided');
      expect(await cart()).toBe(before.replace(loop, rightLoop));
    });

    test('text that was not accepted was never on disk', () => {
      expect(watched.texts()).toEqual([before, before.replace(loop, rightLoop)]);
    });
  },
);
