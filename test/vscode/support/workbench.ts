import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { repository } from './buildSuite';
import { EditorArea } from './editorArea';
import { poll, type PollOptions } from './poll';
import { QuickInput } from './quickInput';
import { SideBar } from './sideBar';
import { TerminalPanel } from './terminalPanel';

/** Waits for what `ask` returns; on a timeout takes a screenshot and names it in the error. */
export type Wait = <T>(
  waitedFor: string,
  ask: () => Promise<T | undefined | false>,
  options?: PollOptions,
) => Promise<T>;

/** Opens VS Code's address in a page and returns when its workbench is there. */
export async function openWorkbench(page: Page, address: string): Promise<Workbench> {
  const workbench = new Workbench(page);
  await workbench.open(address);
  return workbench;
}

/** What a user sees of VS Code and does with it. Every wait ends in a sentence and a screenshot. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly editors: EditorArea;
  readonly sideBar: SideBar;
  readonly terminal: TerminalPanel;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page, this.wait);
    this.editors = new EditorArea(page, this.wait);
    this.sideBar = new SideBar(page, this.wait);
    this.terminal = new TerminalPanel(page, this.wait);
  }

  /** Loads VS Code's address, or loads it again. Extensions come a little later: `runCommand` waits for them. */
  async open(address: string): Promise<void> {
    await this.page.goto(address, { timeout: 60_000 });
    const editors = this.page
      .locator('.monaco-workbench .part.editor .editor-group-container')
      .first();
    await this.wait('the workbench to appear', () => editors.isVisible());
    // Before that the views of last time are still to come, and a click may hide one that has just been shown.
    await this.wait('the views of last time', () => this.page.evaluate(isRestored));
  }

  /** Opens a file of the workspace by its path, with the cursor at the start of a line (from 1). */
  async openFile(path: string, line = 1): Promise<void> {
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.press('Control+p');
    await this.quickInput.fill(`${path}:${String(line)}`);
    await this.quickInput.pick(name);
    await this.editors.activeTab(name);
    await this.wait(`the file ${path}`, async () => (await this.statusBar()).some(isAt(line)));
  }

  /** Runs a command by the title that the command palette shows, such as `Fixpoint: Fix This Test`. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  /** Presses keys in Playwright's notation, such as `Control+Shift+P`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Asks for the quick fixes at the cursor until one contains a text: asked once they were seen not to come, for a reason that is not known. */
  async quickFix(text: string): Promise<void> {
    const fix = this.page.locator('.action-widget', { hasText: text });
    await this.wait(`the quick fix ${text}`, async () => {
      await this.press('Escape');
      await this.editors.focus();
      await this.press('Control+.');
      return fix.waitFor({ state: 'visible', timeout: QUICK_FIX_MS }).then(() => true);
    });
  }

  /** Waits for a notification that contains a text, and returns its whole message. */
  async notification(text: string | RegExp, options: PollOptions = {}): Promise<string> {
    const message = this.toast(text).locator('.notification-list-item-message');
    return this.wait(`a notification with ${String(text)}`, () => visibleText(message), options);
  }

  /** Clicks on a button of the notification that contains a text. */
  async answerNotification(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text);
    const toast = this.toast(text);
    await this.wait(`the notification ${String(text)} to close`, async () => {
      if (!(await toast.isVisible())) return true;
      // A toast that is still sliding in may move away from under the mouse.
      await toast.locator('.monaco-button', { hasText: button }).click({ timeout: CLICK_MS });
      await toast.waitFor({ state: 'hidden', timeout: CLICK_MS }).catch(() => undefined);
      return !(await toast.isVisible());
    });
  }

  /** Closes all notifications, so that a later one of the same text is a new one. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    const toasts = this.page.locator('.notification-toast');
    await this.wait('the notifications to close', async () => (await toasts.count()) === 0);
  }

  /** Answers a modal dialog that contains a text by one of its buttons. */
  async answerDialog(text: string | RegExp, button: string): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box', { hasText: text });
    await this.wait(`a dialog with ${String(text)}`, () => dialog.isVisible());
    await dialog.locator('.monaco-button', { hasText: button }).click();
  }

  /** The texts of the status bar, left to right. */
  async statusBar(): Promise<string[]> {
    const items = await this.page
      .locator('.part.statusbar .statusbar-item:visible')
      .allInnerTexts();
    return items.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** Clicks on the status bar entry that contains a text. */
  async clickStatusBar(text: string | RegExp): Promise<void> {
    const item = this.page.locator('.part.statusbar .statusbar-item', { hasText: text }).first();
    await this.wait(`the status bar entry ${String(text)}`, () => item.isVisible());
    await item.locator('a').first().click();
  }

  /** Opens the context menu of an element and chooses the entry with exactly this text. */
  async chooseInContextMenu(element: Locator, entry: string): Promise<void> {
    const menu = this.page.locator('.monaco-menu');
    const label = menu.locator('.action-label').getByText(entry, { exact: true }).first();
    await this.wait(`"${entry}" in a context menu`, async () => {
      if (await label.isVisible()) return true;
      if (await menu.first().isVisible()) await this.press('Escape');
      await element.click({ button: 'right', timeout: CLICK_MS });
      await label.waitFor({ state: 'visible', timeout: CLICK_MS });
      return true;
    });
    // The menu takes no click in the moment in which it opens.
    await this.wait(`"${entry}" to be chosen`, async () => {
      if (!(await label.isVisible())) return true;
      await label.click({ timeout: CLICK_MS });
      await label.waitFor({ state: 'hidden', timeout: CLICK_MS }).catch(() => undefined);
      return !(await label.isVisible());
    });
  }

  /** Saves a picture of the window as `test/vscode/artifacts/<name>.png` and returns its path. */
  async screenshot(name: string): Promise<string> {
    const folder = join(repository, 'test', 'vscode', 'artifacts');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name.replace(/[^\w.-]+/g, '-').slice(0, 80)}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  readonly wait: Wait = async (waitedFor, ask, options) => {
    try {
      return await poll(waitedFor, ask, options);
    } catch (problem) {
      const picture = await this.screenshot(`failed-${waitedFor}`).catch(
        () => 'none could be taken',
      );
      throw new Error(`${String(problem)} Screenshot: ${picture}`, { cause: problem });
    }
  };

  private toast(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast', { hasText: text }).first();
  }
}

/** Runs in the page: whether VS Code has brought back its views and editors. */
function isRestored(): boolean {
  return performance.getEntriesByName('code/didStartWorkbench').length > 0;
}

/** Longer than extensions take to answer. */
const QUICK_FIX_MS = 5_000;

/** Longer than a click and what it closes take. */
const CLICK_MS = 2_000;

function isAt(line: number): (text: string) => boolean {
  return (text) => text.startsWith(`Ln ${String(line)}, `);
}

async function visibleText(locator: Locator): Promise<string | undefined> {
  return (await locator.isVisible()) ? (await locator.innerText()).trim() : undefined;
}
