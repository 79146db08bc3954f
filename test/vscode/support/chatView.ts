import type { Locator } from 'playwright-core';
import { poll, type PollOptions } from './poll';
import type { Workbench } from './workbench';

/** VS Code's chat in the secondary side bar: what is typed into it, and what it answers. */
export class ChatView {
  private readonly view: Locator;
  private readonly box: Locator;
  /** The place of the newest answer in the list of questions and answers. */
  private answerIndex = 0;

  constructor(private readonly workbench: Workbench) {
    this.view = workbench.page.locator('.part.auxiliarybar .interactive-session').first();
    this.box = this.view.locator('.interactive-input-part').first();
  }

  /** Shows the chat. */
  async open(): Promise<void> {
    await this.workbench.runCommand('Chat: Open Chat');
    await this.workbench.wait('the chat', () => this.box.isVisible());
  }

  /** Waits for the chat to have a model: without one VS Code calls no participant. */
  async hasModel(name: string): Promise<void> {
    const chosen = this.box.getByText(name).first();
    await this.workbench.wait(`the chat with ${name}`, () => chosen.isVisible());
  }

  /** Types words into the box, without sending them. */
  async type(text: string): Promise<void> {
    await this.workbench.wait(`"${text}" in the chat's box`, async () => {
      await this.box.locator('.interactive-input-editor .view-lines').click({ timeout: CLICK_MS });
      await this.workbench.press('Control+a', 'Delete');
      await this.workbench.type(text);
      return (await this.typed()) === text.replaceAll(' ', '');
    });
  }

  /** Types words and sends them; what is said of answers is about the answer to them from now on. */
  async ask(text: string): Promise<void> {
    // The space closes the list of participants and commands, which would take the Enter.
    await this.type(`${text} `);
    await this.workbench.wait(`"${text}" to be sent`, async () => {
      if ((await this.typed()) === '') return true;
      // It may come late all the same.
      if (await this.offered().isVisible()) return this.workbench.press('Escape').then(() => false);
      await this.workbench.press('Enter');
      return (await this.typed()) === '';
    });
    this.answerIndex = await this.workbench.wait('the answer to begin', async () => {
      const row = this.view.locator('.monaco-list-row.response[data-last-element="true"]');
      const index = Number(await row.getAttribute('data-index', { timeout: CLICK_MS }));
      return index > this.answerIndex && index;
    });
  }

  /** Types words until all this is offered, such as the commands of a participant: what comes late is not offered by itself. */
  async offers(text: string, ...labels: readonly string[]): Promise<void> {
    await this.workbench.wait(`the chat to offer ${labels.join()} for "${text}"`, async () => {
      await this.type(text);
      const areOffered = async (): Promise<boolean> =>
        (await Promise.all(labels.map((label) => this.isOffered(label)))).every(Boolean);
      return poll('the offers', areOffered, { timeoutMs: CLICK_MS }).catch(() => false);
    });
  }

  /** Whether something is offered while one types. */
  async isOffered(label: string): Promise<boolean> {
    const rows = this.offered().locator('.monaco-list-row');
    return rows.filter({ hasText: label }).first().isVisible();
  }

  /** Waits until the newest answer contains a text, and returns the answer. */
  async answers(text: string | RegExp, options: PollOptions = {}): Promise<string> {
    const answer = this.answer();
    return this.workbench.wait(
      `an answer with ${String(text)}`,
      async () => {
        const said = (await answer.innerText({ timeout: CLICK_MS })).replaceAll('\u00a0', ' ');
        const isSaid = typeof text === 'string' ? said.includes(text) : text.test(said);
        return isSaid && said;
      },
      options,
    );
  }

  /** Opens the steps that the chat has folded in the newest answer, and waits for one of them. */
  async showSteps(text: string): Promise<string> {
    const steps = this.answer()
      .getByText(/^Completed \d+ steps/)
      .first();
    await this.workbench.wait('the folded steps', () => steps.isVisible());
    await steps.click();
    return this.answers(text);
  }

  /** Clicks on a button of the newest answer until that shows an effect. */
  async clickButton(label: string, hasEffect: () => Promise<boolean>): Promise<void> {
    await this.click(this.answer().locator('.monaco-button', { hasText: label }).last(), {
      label,
      hasEffect,
    });
  }

  /** Presses the button that stops the answer which is being given. */
  async stop(): Promise<void> {
    const button = this.box.locator('.action-label[aria-label^="Cancel ("]').first();
    const hasEffect = async (): Promise<boolean> => !(await button.isVisible());
    await this.workbench.wait('the button that stops the answer', () => button.isVisible());
    await this.click(button, { label: 'Cancel', hasEffect });
  }

  /** Waits for a tool to ask for consent, and returns its question. */
  async question(title: string): Promise<string> {
    const question = this.questions().filter({ hasText: title }).last();
    return this.workbench.wait(
      `the question "${title}"`,
      async () => (await question.isVisible()) && question.innerText(),
    );
  }

  /** Answers the question of a tool by one of its buttons. */
  async answerQuestion(label: string): Promise<void> {
    const button = this.questions().locator('.monaco-button', { hasText: label }).last();
    const hasEffect = async (): Promise<boolean> => !(await button.isVisible());
    await this.workbench.wait(`the button "${label}"`, () => button.isVisible());
    await this.click(button, { label, hasEffect });
  }

  private async click(
    button: Locator,
    { label, hasEffect }: { label: string; hasEffect: () => Promise<boolean> },
  ): Promise<void> {
    await this.workbench.wait(`the effect of the chat's button "${label}"`, async () => {
      if (await hasEffect()) return true;
      await button.click({ timeout: CLICK_MS });
      return hasEffect();
    });
  }

  /** What stands in the box, without spaces, because where it wraps they can't be told. */
  private async typed(): Promise<string> {
    const lines = this.box.locator('.interactive-input-editor .view-line');
    return (await lines.allInnerTexts()).join('').replaceAll(/\s/g, '');
  }

  private offered(): Locator {
    return this.workbench.page.locator('.suggest-widget.visible').first();
  }

  private answer(): Locator {
    const row = this.view.locator(`.monaco-list-row[data-index="${String(this.answerIndex)}"]`);
    return row.locator('.interactive-response');
  }

  private questions(): Locator {
    return this.view.locator('.chat-confirmation-widget2:visible');
  }
}

/** Longer than a click and what it closes take. */
const CLICK_MS = 2_000;
