import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChatView } from './support/chatView';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { withModelExtension } from './support/modelExtension';
import { poll } from './support/poll';
import { loopFix, shopWorkspace } from './support/shopWorkspace';
import type { InstalledExtensions } from './support/vsix';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };

describe.skipIf(skipWithoutHost())('a workspace of two folders', () => {
  let window: FixpointWindow;
  let workbench: Workbench;
  let chat: ChatView;
  let extensions: InstalledExtensions;
  let folders: readonly [string, string] = ['', ''];
  const cart = (folder: string): Promise<string> => readFile(join(folder, 'src/cart.js'), 'utf8');

  beforeAll(async () => {
    folders = [await shopWorkspace('one'), await shopWorkspace('one')];
    const workspace = `${folders[0]}.code-workspace`;
    await writeFile(workspace, JSON.stringify({ folders: folders.map((path) => ({ path })) }));
    extensions = await withModelExtension();
    window = await openFixpoint({ workspace, extensionsFolder: extensions.folder });
    ({ workbench } = window);
    chat = new ChatView(workbench);
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
    await extensions.dispose();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  test('fault 43: asks for the folder, and says in every place which one is repaired', async () => {
    const [, second] = folders;
    window.model.push(loopFix);
    await workbench.runCommand('Fixpoint: Fix Failing Tests');
    await workbench.quickInput.pick(basename(second));
    await workbench.notification('Fixed: 1 of 1', SESSION);
    await workbench.sideBar.row(`Fix failing tests in ${basename(second)}`);
    await workbench.screenshot('multi-root');
  });

  test('fault 43: accepts into that folder alone, although both have a file of this path', async () => {
    const [first, second] = folders;
    const before = await cart(first);
    await workbench.answerNotification('Fixed: 1 of 1', 'Accept All');
    await poll('the accepted file', async () => (await cart(second)).includes('i < items'));
    expect(await cart(first)).toBe(before);
  });

  test('the repair is there again after a reload', async () => {
    await window.code.reload();
    await workbench.sideBar.open('Repairs');
    await workbench.sideBar.row(`Fix failing tests in ${basename(folders[1])}`, SESSION);
  });

  test('@fixpoint takes the folder of the file in the editor, and says which one', async () => {
    const [, second] = folders;
    await chat.open();
    await chat.hasModel('Scripted Actor');
    await chat.offers('@', '@fixpoint');
    await workbench.openFile(join(second, 'test/shop.test.js'));
    await chat.ask('@fixpoint');
    await chat.answers(
      new RegExp(`Folder: ${basename(second)}\\s+All tests pass already`),
      SESSION,
    );
    await workbench.screenshot('multi-root-chat-editor');
  });

  test('@fixpoint takes the first one when nothing tells another, and Accept All writes there alone', async () => {
    const [first, second] = folders;
    const before = await cart(second);
    await workbench.runCommand('View: Close All Editors');
    window.model.push(loopFix);
    await chat.ask('@fixpoint');
    await chat.answers(new RegExp(`Folder: ${basename(first)}\\s+Fixed: 1 of 1`), SESSION);
    await workbench.sideBar.row(`Fix failing tests in ${basename(first)}`);
    await workbench.screenshot('multi-root-chat');
    await chat.clickButton('Accept All', async () => (await cart(first)).includes('i < items'));
    expect(await cart(second)).toBe(before);
  });

  test('/review says which folder it is about', async () => {
    await chat.ask('@fixpoint /review');
    await chat.answers(`Folder: ${basename(folders[0])}`);
  });
});
