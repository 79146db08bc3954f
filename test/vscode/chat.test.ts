import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScriptedModel } from '../support/scriptedModel';
import { ChatView } from './support/chatView';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { withModelExtension } from './support/modelExtension';
import { isAlive } from './support/processTree';
import { loopFix, shopWorkspace } from './support/shopWorkspace';
import { slugCheck, slugDrafts, slugInstruction } from './support/slugReplies';
import type { InstalledExtensions } from './support/vsix';
import type { Workbench } from './support/workbench';

const SESSION = { timeoutMs: 90_000 };
const QUESTION = 'Repair failing tests?';

describe.skipIf(skipWithoutHost())('Fixpoint in the chat', () => {
  let window: FixpointWindow;
  let model: ScriptedModel;
  let workbench: Workbench;
  let chat: ChatView;
  let extensions: InstalledExtensions;
  let workspace = '';
  const cart = (): string => readFileSync(join(workspace, 'src/cart.js'), 'utf8');
  let broken = '';

  beforeAll(async () => {
    extensions = await withModelExtension();
    workspace = await shopWorkspace('one');
    broken = cart();
    window = await openFixpoint({
      workspace,
      extensionsFolder: extensions.folder,
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
        // Else what is accepted would be saved by itself, a second later.
        'files.autoSave': 'off',
      },
    });
    ({ workbench, model } = window);
    chat = new ChatView(workbench);
    await chat.open();
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
    await extensions.dispose();
  });

  test('is not offered in a workspace that is not trusted, and its tool refuses with a sentence', async () => {
    await chat.offers('@scr', '@scripted');
    await chat.offers('@', '@agent');
    expect(await chat.isOffered('@fixpoint')).toBe(false);
    await workbench.runCommand('Scripted: Invoke the Repair Tool');
    await workbench.notification('it works only in a trusted workspace');
    await workbench.screenshot('chat-untrusted');
  });

  test('offers @fixpoint and its commands', async () => {
    await window.code.changeSettings({ 'security.workspace.trust.enabled': false });
    await chat.open();
    await chat.hasModel('Scripted Actor');
    await chat.offers('@', '@fixpoint');
    await chat.offers('@fixpoint /', '/fix', '/generate', '/review');
    await workbench.screenshot('chat-commands');
  });

  test('says what is missing: a repair to review, and words for what shall be written', async () => {
    await chat.ask('@fixpoint /review');
    await chat.answers('There is no revision to review yet.');
    await chat.ask('@fixpoint /generate');
    await chat.answers('Say what shall be written: "@fixpoint /generate a function …".');
    await workbench.screenshot('chat-missing');
  });

  test('a repair that is stopped ends at once, changes nothing and says so', async () => {
    model.push({ kind: 'stall', text: 'The loop' });
    await chat.ask('@fixpoint /fix "adds the prices"');
    await chat.answers('1 target to fix', SESSION);
    await workbench.wait('the model to be asked', () =>
      Promise.resolve(model.requests.length === 1),
    );
    await workbench.screenshot('chat-running');
    await chat.stop();
    await workbench.notification('The repair was stopped; no file was changed.');
    await workbench.sideBar.open('Repairs');
    await workbench.sideBar.row(/Fix: adds the prices.*stopped/);
    await workbench.screenshot('chat-stopped');
    expect(cart()).toBe(broken);
    await workbench.clearNotifications();
  });

  test('one that is stopped before the first run of the tests is over ends that run, and says the same', async () => {
    const asked = model.requests.length;
    const endless = join(workspace, 'test/endless.test.js');
    const pidFile = `${workspace}.pid`;
    await writeFile(endless, endlessTest(pidFile));
    try {
      await chat.ask('@fixpoint');
      await workbench.wait('the tests to run', () => Promise.resolve(existsSync(pidFile)), SESSION);
      await workbench.screenshot('chat-first-run');
      await chat.stop();
      await workbench.notification('The repair was stopped; no file was changed.');
      await workbench.sideBar.row(/Fix failing tests.*stopped/);
      await workbench.screenshot('chat-first-run-stopped');
      const pid = Number(readFileSync(pidFile, 'utf8'));
      await workbench.wait('the tests to end', () => Promise.resolve(!isAlive(pid)));
    } finally {
      await rm(endless);
      await rm(pidFile, { force: true });
    }
    expect(model.requests).toHaveLength(asked);
    expect(cart()).toBe(broken);
    await workbench.clearNotifications();
  });

  test('the tool asks before it runs, and when it is refused nothing runs', async () => {
    const asked = model.requests.length;
    await chat.ask('@scripted #fixTests adds the prices');
    const question = await chat.question(QUESTION);
    expect(question).toMatch(/Fixpoint runs the tests of fixpoint-shop-\w+ in a private copy/);
    expect(question).toContain('Nothing in your files changes until you accept it.');
    expect(question).toContain('Tests: adds the prices');
    await workbench.screenshot('chat-question');
    await chat.answerQuestion('Skip');
    await chat.answers('The user chose to skip');
    await workbench.screenshot('chat-skipped');
    expect(model.requests).toHaveLength(asked);
    expect(cart()).toBe(broken);
  });

  test('outside of the chat the tool asks in a dialog, with names as they are', async () => {
    await workbench.runCommand('Scripted: Invoke the Repair Tool');
    const dialog = workbench.page.locator('.monaco-dialog-box', { hasText: QUESTION });
    await workbench.wait('the question in a dialog', () => dialog.isVisible());
    const question = await dialog.innerText();
    expect(question).toMatch(/the tests of fixpoint-shop-\w+ in a private copy/);
    expect(question).toContain('Instruction: Keep `names` & *all* <b>else</b>.');
    await workbench.screenshot('chat-dialog');
    await workbench.answerDialog(QUESTION, 'Cancel');
    await workbench.notification('The tool was refused: Canceled');
    expect(cart()).toBe(broken);
    await workbench.clearNotifications();
  });

  test('the tool that is allowed tells the agent the verdict and the change, and applies nothing', async () => {
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    model.push(loopFix);
    await chat.ask('@scripted #fixTests adds the prices');
    await chat.question(QUESTION);
    await workbench.screenshot('chat-question-dark');
    await chat.answerQuestion('Allow');
    const answer = await chat.answers('Nothing is applied', SESSION);
    expect(answer).toContain('Outcome: fixed. Fixed: 1 of 1 failing tests fixed, 0 broken.');
    expect(answer).toContain('+  for (let i = 0; i < items.length; i++) {');
    await workbench.notification('Fixed: 1 of 1');
    await workbench.screenshot('chat-allowed-dark');
    expect(cart()).toBe(broken);
    await workbench.clearNotifications();
  });

  test('@fixpoint fixes the failing test, and its button opens the review', async () => {
    model.push(loopFix);
    await chat.ask('@fixpoint');
    const answer = await chat.answers('Your files change only where you accept', SESSION);
    expect(answer).toContain('Fixed: 1 of 1 failing tests fixed, 0 broken.');
    expect(cart()).toBe(broken);
    await workbench.screenshot('chat-fixed-dark');
    await chat.clickButton('Review', isReviewOpen);
    await workbench.screenshot('chat-review-dark');
  });

  test('/review opens the review again; what is accepted there is in the file', async () => {
    await workbench.runCommand('View: Close All Editors');
    await chat.ask('@fixpoint /review');
    await chat.answers('Fixed: 1 of 1 failing tests fixed, 0 broken.');
    await workbench.wait('the review', isReviewOpen);
    await workbench.editors.clickCodeLens('Accept');
    await workbench.wait('the accepted hunk', () =>
      Promise.resolve(cart().includes('i < items.length')),
    );
  });

  test('Accept All of an answer writes the change and saves the file', async () => {
    await workbench.openFile('src/cart.js');
    await workbench.press('Control+z', 'Control+s');
    await workbench.wait('the file as it was', () => Promise.resolve(cart() === broken));
    await workbench.editors.saved();
    const isAccepted = (): Promise<boolean> =>
      Promise.resolve(cart() === broken.replace('i <= items.length', 'i < items.length'));
    await chat.clickButton('Accept All', isAccepted);
    await workbench.editors.saved();
    await workbench.sideBar.row(/cart\.js.*1 accepted/);
    await workbench.screenshot('chat-accepted-dark');
  });

  test('/generate writes what is asked for, and says when only its own check decides it; Accept All makes the file', async () => {
    model.push(slugCheck('test/fixpoint-check.test.js', '../src/slug.mjs'), ...slugDrafts);
    await chat.ask(`@fixpoint /generate ${slugInstruction}`);
    await chat.answers('Unproven: no test of the project decides it', SESSION);
    await workbench.screenshot('chat-generated-dark');
    const slug = join(workspace, 'src/slug.mjs');
    expect(existsSync(slug)).toBe(false);
    await chat.clickButton('Accept All', () => Promise.resolve(existsSync(slug)));
    expect(readFileSync(slug, 'utf8')).toContain('export const slug');
  });

  async function isReviewOpen(): Promise<boolean> {
    return (await workbench.editors.tabs()).some((tab) => tab.includes('cart.js ↔ revision'));
  }
});

/** A test that tells its process, and does not end by itself. */
function endlessTest(pidFile: string): string {
  return `import test from 'node:test';
import { writeFileSync } from 'node:fs';

test('waits', async () => {
  writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
  await new Promise((resolve) => setTimeout(resolve, 600_000));
});
`;
}
