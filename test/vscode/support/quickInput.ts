import type { Locator, Page } from 'playwright-core';
import { poll } from './poll';
import type { Wait } from './workbench';

/** The box at the top of the window: command palette, quick picks and input boxes. */
export class QuickInput {
  private readonly widget: Locator;
  private readonly input: Locator;

  constructor(
    private readonly page: Page,
    private readonly wait: Wait,
  ) {
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-box input');
  }

  /** Runs the command with exactly this title; waits until an extension has contributed it. */
  async runCommand(title: string): Promise<void> {
    // Commands of extensions come some time after the workbench, and an open list doesn't take them up.
    await this.wait(`the command "${title}" in the palette`, async () => {
      if (await this.widget.isVisible()) await this.cancel();
      await this.page.keyboard.press('F1');
      await this.input.waitFor({ state: 'visible', timeout: 5_000 });
      await this.input.fill(`>${title}`);
      return this.isFirstRow(title);
    });
    await this.page.keyboard.press('Enter');
    // The command may open this same box again, and its answer must not go to the palette.
    await this.wait('the palette to close', async () => {
      return !(await this.input.isVisible()) || !(await this.input.inputValue()).startsWith('>');
    });
  }

  /** Waits for a quick pick and chooses the row whose label is this text. */
  async pick(label: string): Promise<void> {
    const row = this.rows()
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first();
    await this.wait(`the choice "${label}"`, () => row.isVisible());
    await row.click();
  }

  /** The labels of the rows that can be seen. */
  async choices(): Promise<string[]> {
    await this.wait('a list of choices', () => this.rows().first().isVisible());
    const firstLine = '.quick-input-list-row:first-child .label-name';
    const labels = await this.rows().locator(firstLine).allInnerTexts();
    return labels.map((label) => label.trim());
  }

  /** Waits for an input box whose prompt or placeholder contains a text, fills it and confirms. */
  async answer(prompt: string, text: string): Promise<void> {
    await this.wait(`the input box "${prompt}"`, () => this.asksFor(prompt));
    await this.input.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Waits for the open box to say something, in its prompt or about what was typed. */
  async says(text: string): Promise<void> {
    await this.wait(`the box to say "${text}"`, () => this.asksFor(text));
  }

  /** Types into the open box, to filter its choices, without confirming. */
  async fill(text: string): Promise<void> {
    await this.wait('an input box', () => this.input.isVisible());
    await this.input.fill(text);
  }

  /** Closes the box without an answer. */
  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.wait('the quick input to close', async () => !(await this.widget.isVisible()));
  }

  private rows(): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row');
  }

  private async asksFor(prompt: string): Promise<boolean> {
    if (!(await this.input.isVisible())) return false;
    const placeholder = (await this.input.getAttribute('placeholder')) ?? '';
    return `${placeholder}\n${await this.widget.innerText()}`.includes(prompt);
  }

  private async isFirstRow(title: string): Promise<boolean> {
    const first = this.rows().first();
    const ask = async (): Promise<boolean> => {
      const label = (await first.isVisible()) ? await first.getAttribute('aria-label') : undefined;
      // The label goes on with the command's keys and group.
      return label?.split(', ').includes(title) === true;
    };
    return poll('the command', ask, { timeoutMs: 1_000 }).catch(() => false);
  }
}
