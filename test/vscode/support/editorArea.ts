import type { Locator, Page } from 'playwright-core';
import type { PollOptions } from './poll';
import type { Wait } from './workbench';

/** Which half of a diff editor; `any` for a plain editor or the first one found. */
export type Side = 'original' | 'modified' | 'any';

const editorOf: Readonly<Record<Side, string>> = {
  original: '.monaco-diff-editor .editor.original',
  modified: '.monaco-diff-editor .editor.modified',
  any: '.monaco-editor',
};

/** The editors: their tabs, their text, their CodeLenses and the buttons in their title. */
export class EditorArea {
  private readonly part: Locator;

  constructor(
    private readonly page: Page,
    private readonly wait: Wait,
  ) {
    this.part = page.locator('.part.editor');
  }

  /** Waits for a tab that contains a text and for it to be the active one. */
  async activeTab(text: string | RegExp): Promise<void> {
    const tab = this.part.locator('.tab.active', { hasText: text }).first();
    await this.wait(`the active tab ${String(text)}`, () => tab.isVisible());
  }

  /**
   * Waits until the file of the active tab has been saved, where auto-save is off: with it no tab is shown as changed.
   * The disk has the text a moment earlier, and what is undone in between VS Code takes for saved.
   */
  async saved(): Promise<void> {
    const tab = this.part.locator('.tab.active:not(.dirty)').first();
    await this.wait('the active file to be saved', () => tab.isVisible());
  }

  /** The titles of the open tabs. */
  async tabs(): Promise<string[]> {
    const titles = await this.part.locator('.tab .label-name').allInnerTexts();
    return titles.map((title) => title.trim());
  }

  /** The text lines that can be seen, top to bottom. */
  async text(side: Side = 'any'): Promise<string> {
    const lines = await this.editor(side).locator('.view-lines .view-line').all();
    const drawn = await Promise.all(
      lines.map(async (line) => ({ top: await topOf(line), text: await line.innerText() })),
    );
    // The editor reuses its line elements, so their order says nothing; it draws spaces unbreakable.
    const sorted = drawn.sort((a, b) => a.top - b.top);
    return sorted
      .map(({ text }) => text.replace(/\u00a0/g, ' ').replace(/[\n\u200b]/g, ''))
      .join('\n');
  }

  /** Waits until the visible text contains (or no longer contains, with `not`) a text. */
  async showsText(
    text: string,
    { side = 'any', not = false, ...options }: PollOptions & { side?: Side; not?: boolean } = {},
  ): Promise<void> {
    const phrase = `the ${side} editor to ${not ? 'lose' : 'show'} "${text}"`;
    await this.wait(phrase, async () => (await this.text(side)).includes(text) !== not, options);
  }

  /** Puts the cursor into an editor. */
  async focus(side: Side = 'any'): Promise<void> {
    const lines = this.editor(side).locator('.view-lines').first();
    await this.wait(`the ${side} editor`, () => lines.isVisible());
    // A click would fail where a CodeLens lies over the first line.
    if (side === 'any') await this.page.keyboard.press('Control+1');
    else await lines.click({ position: { x: 5, y: 5 } });
  }

  /** The texts of all visible CodeLenses, top to bottom. */
  async codeLenses(): Promise<string[]> {
    const texts = await this.lenses().allInnerTexts();
    return texts.map((text) => text.trim());
  }

  /** Clicks on the CodeLens of this text; `index` counts those of the same text from 0, top to bottom. */
  async clickCodeLens(text: string, index = 0): Promise<void> {
    const lens = await this.wait(`the CodeLens "${text}" number ${String(index)}`, async () => {
      const same = await this.sortedLenses(text);
      return same[index];
    });
    await lens.click();
  }

  /** Waits for a hover that contains a text. */
  async hover(text: string): Promise<void> {
    const hover = this.page.locator('.monaco-hover', { hasText: text }).first();
    await this.wait(`a hover with "${text}"`, () => hover.isVisible());
  }

  /** Clicks on a button in the editor's title, by the start of its tooltip. */
  async clickTitleAction(action: string): Promise<void> {
    const button = this.part
      .locator(`.editor-actions .action-label[aria-label^="${action}"]`)
      .first();
    await this.wait(`the button "${action}" in the editor's title`, () => button.isVisible());
    await button.click();
  }

  /** Waits for a text inside a webview, which lies in a frame within a frame. */
  async webviewShows(text: string | RegExp): Promise<void> {
    const body = this.page
      .frameLocator('iframe.webview.ready')
      .frameLocator('#active-frame')
      .locator('body');
    await this.wait(`a webview with ${String(text)}`, async () => {
      const shown = await body.innerText({ timeout: 1_000 });
      return typeof text === 'string' ? shown.includes(text) : text.test(shown);
    });
  }

  /** Opens a step of a guide ("walkthrough") by the start of its title. */
  async openGuideStep(title: string): Promise<void> {
    const step = this.guideStep(title);
    await this.wait(`the step "${title}"`, () => step.isVisible());
    if (!(await isExpanded(step))) await step.click();
    await this.showsGuideStep(title);
  }

  /** Waits for a step of a guide to be the open one. */
  async showsGuideStep(title: string): Promise<void> {
    await this.wait(`the open step "${title}"`, () => isExpanded(this.guideStep(title)));
  }

  /** Waits for a step of a guide to be checked off. */
  async isGuideStepDone(title: string): Promise<void> {
    const check = this.guideStep(title).locator('.codicon.complete').first();
    await this.wait(`the step "${title}" to be done`, () => check.isVisible());
  }

  private guideStep(title: string): Locator {
    return this.part.locator('.getting-started-step', { hasText: title }).first();
  }

  private editor(side: Side): Locator {
    return this.part.locator(editorOf[side]).first();
  }

  private lenses(): Locator {
    return this.part.locator('.codelens-decoration a:visible');
  }

  private async sortedLenses(text: string): Promise<Locator[]> {
    const all = await this.lenses().filter({ hasText: text }).all();
    const placed = await Promise.all(all.map(async (lens) => ({ lens, top: await topOf(lens) })));
    return placed.sort((a, b) => a.top - b.top).map(({ lens }) => lens);
  }
}

async function isExpanded(step: Locator): Promise<boolean> {
  return /\bexpanded\b/.test((await step.getAttribute('class')) ?? '');
}

async function topOf(element: Locator): Promise<number> {
  return (await element.boundingBox())?.y ?? 0;
}
