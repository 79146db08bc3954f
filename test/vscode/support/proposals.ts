import type { Locator } from 'playwright-core';
import type { Side } from './editorArea';
import type { Workbench } from './workbench';

/** What the review shows inside editors, besides text and CodeLenses: marks, hovers and threads. */
export class Proposals {
  constructor(private readonly workbench: Workbench) {}

  /** Waits until the plain editor has so many marks in its gutter. */
  async marks(count: number): Promise<void> {
    const icons = this.workbench.page.locator(
      '.part.editor .glyph-margin-widgets > [class*="TextEditorDecorationType"]',
    );
    await this.workbench.wait(`${String(count)} marks in the gutter`, async () => {
      return (await icons.count()) === count;
    });
  }

  /** Rests the mouse on a text in an editor until a hover with another text comes, and returns the hover. */
  async hover(onText: string, hoverText: string, side: Side = 'any'): Promise<Locator> {
    const { page } = this.workbench;
    const hover = page.locator('.monaco-hover:visible', { hasText: hoverText }).first();
    const line = this.line(onText, side);
    await this.workbench.wait(`the hover "${hoverText}" on "${onText}"`, async () => {
      if (await hover.isVisible()) return true;
      await page.mouse.move(0, 0);
      await line.hover({ timeout: HOVER_MS });
      await hover.waitFor({ state: 'visible', timeout: HOVER_MS }).catch(() => undefined);
      return hover.isVisible();
    });
    return hover;
  }

  /** Clicks on a link of the hover that is open. */
  async clickHoverLink(hover: Locator, title: string): Promise<void> {
    const link = hover.locator('a', { hasText: title }).first();
    await this.workbench.wait(`the link "${title}"`, () => link.isVisible());
    await link.click();
  }

  /** Waits for a thread that contains a text. */
  async thread(text: string): Promise<Locator> {
    const thread = this.threads().filter({ hasText: text }).first();
    await this.workbench.wait(`a thread with "${text}"`, () => thread.isVisible());
    return thread;
  }

  /** Waits until no thread can be seen. */
  async noThread(): Promise<void> {
    await this.workbench.wait('the threads to go', async () => (await this.openThreads()) === 0);
  }

  /** Writes into the reply box of a thread and clicks on one of its buttons. */
  async reply(thread: Locator, text: string, button: string): Promise<void> {
    await this.write(thread, text);
    const action = thread.locator('.monaco-button', { hasText: button }).first();
    await this.workbench.wait(`the button "${button}"`, () => action.isEnabled());
    await action.click();
  }

  /** Writes into the reply box of a thread; a thread that has just been opened may take the focus out of it. */
  async write(thread: Locator, text: string): Promise<void> {
    const box = thread.locator('.comment-form .monaco-editor .view-lines');
    await this.workbench.wait(`"${text}" in the reply box`, async () => {
      const written = (await box.innerText()).replaceAll('\u00a0', ' ').trim();
      if (written === text) return true;
      await this.focusReply(thread);
      await this.workbench.press('Control+a');
      await this.workbench.type(text);
      return false;
    });
  }

  /** Puts the cursor into the reply box of a thread. */
  async focusReply(thread: Locator): Promise<void> {
    const button = thread.locator('.review-thread-reply-button');
    const editor = thread.locator('.comment-form .monaco-editor');
    await this.workbench.wait('the reply box', async () => {
      if (await thread.locator('.comment-form .monaco-editor.focused').isVisible()) return true;
      const box = (await button.isVisible()) ? button : editor;
      await box.click({ timeout: HOVER_MS });
      return thread.locator('.comment-form .monaco-editor.focused').isVisible();
    });
  }

  private line(text: string, side: Side): Locator {
    const editor = side === 'any' ? '.monaco-editor' : `.monaco-diff-editor .editor.${side}`;
    return this.workbench.page
      .locator(`.part.editor ${editor} .view-line`)
      .filter({ has: this.workbench.page.locator(`span`) })
      .getByText(text.replaceAll(' ', '\u00a0'))
      .first();
  }

  private threads(): Locator {
    return this.workbench.page.locator('.part.editor .review-widget');
  }

  private async openThreads(): Promise<number> {
    return this.threads().filter({ visible: true }).count();
  }
}

/** Longer than the editor waits before it shows a hover. */
const HOVER_MS = 2_000;
