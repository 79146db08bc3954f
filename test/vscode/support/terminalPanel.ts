import type { Page } from 'playwright-core';
import { poll, type PollOptions } from './poll';
import type { Wait } from './workbench';

/** How the line of a shell ends that waits for a command. */
const PROMPT = /[#$]$/;

/** Longer than a shell takes to show what is typed. */
const TYPED_MS = 3_000;

/** The integrated terminal that is open in the panel. */
export class TerminalPanel {
  constructor(
    private readonly page: Page,
    private readonly wait: Wait,
  ) {}

  /** The lines that can be seen, without the empty ones at the end. */
  async text(): Promise<string> {
    const rows = this.page.locator('.terminal-wrapper.active .xterm-rows > div');
    const lines = (await rows.allInnerTexts()).map((line) =>
      line.replace(/\u00a0/g, ' ').trimEnd(),
    );
    return lines.join('\n').trimEnd();
  }

  /** Waits until a text can be seen in the terminal. */
  async shows(text: string | RegExp, options: PollOptions = {}): Promise<void> {
    await this.wait(
      `the terminal to show ${String(text)}`,
      async () => {
        const shown = await this.text();
        return typeof text === 'string' ? shown.includes(text) : text.test(shown);
      },
      options,
    );
  }

  /** The names of the open terminals. */
  async names(): Promise<string[]> {
    const tabs = this.page.locator('.terminal-tabs-entry, .single-terminal-tab');
    const names = (await tabs.allInnerTexts()).map((name) => name.trim());
    return names.filter((name) => name !== '');
  }

  /** Types into the terminal when its shell waits for a command, and presses Enter. */
  async enter(line: string): Promise<void> {
    // What is typed before the shell has drawn its prompt shows up twice.
    await this.shows(PROMPT);
    const isTyped = async (): Promise<boolean> =>
      (await this.text()).replaceAll('\n', '').endsWith(line);
    await this.wait(`"${line}" in the terminal`, async () => {
      await this.focus();
      // A window that still opens its views takes the keyboard away.
      await this.page.keyboard.press('Control+u');
      await this.page.keyboard.type(line);
      return poll('what was typed', isTyped, { timeoutMs: TYPED_MS }).catch(() => false);
    });
    await this.page.keyboard.press('Enter');
  }

  /** Puts the keyboard into the terminal, for keys such as Control+C. */
  async focus(): Promise<void> {
    const screen = this.page.locator('.terminal-wrapper.active .xterm-screen');
    await this.wait('an open terminal', () => screen.isVisible());
    await screen.click();
  }
}
