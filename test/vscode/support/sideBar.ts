import type { Locator, Page } from 'playwright-core';
import { poll, type PollOptions } from './poll';
import type { Wait } from './workbench';

/** Longer than the editor waits before it shows a tooltip. */
const TOOLTIP_MS = 3_000;

/** The side bar and its views, which are trees of rows. */
export class SideBar {
  constructor(
    private readonly page: Page,
    private readonly wait: Wait,
  ) {}

  /** Opens a view container by its title in the activity bar, such as `Repairs` or `Testing`. */
  async open(title: string): Promise<void> {
    const entry = this.page
      .locator('.part.activitybar .composite-bar .action-item')
      .filter({ has: this.page.locator(`.action-label[aria-label^="${title}"]`) })
      .first();
    await this.wait(`"${title}" in the activity bar`, () => entry.isVisible());
    // A second click on an open container would close it.
    if (!(await isChecked(entry))) await entry.click();
    await this.wait(`the view container "${title}" to open`, () => isChecked(entry));
  }

  /** The rows that can be seen, drawn as text: two spaces for each level, then label, two spaces, description. */
  async rows(): Promise<string[]> {
    for (let look = 1; ; look++) {
      try {
        return await this.drawnRows();
      } catch (problem) {
        // The view was redrawn with fewer rows in the middle of the look.
        if (look === MAX_LOOKS) throw problem;
      }
    }
  }

  private async drawnRows(): Promise<string[]> {
    const rows = await this.allRows().all();
    const drawn = await Promise.all(
      rows.map(async (row) => ({ top: await topOf(row), text: await draw(row) })),
    );
    return drawn.sort((a, b) => a.top - b.top).map(({ text }) => text);
  }

  /** Waits for a row that contains a text. */
  async row(text: string | RegExp, options: PollOptions = {}): Promise<Locator> {
    const row = this.allRows().filter({ hasText: text }).first();
    await this.wait(`the row ${String(text)} in the side bar`, () => row.isVisible(), options);
    return row;
  }

  /** Clicks on a row, and on nothing else: a tree that is drawn anew may move under the mouse. */
  async clickRow(text: string | RegExp): Promise<void> {
    const focused = this.allRows().and(this.page.locator('.focused')).first();
    const isHit = this.page.locator('.focused').and(this.allRows().filter({ hasText: text }));
    await this.wait(`a click on the row ${String(text)}`, async () => {
      const row = await this.stillRow(text);
      await row.click({ timeout: CLICK_MS });
      if ((await isHit.count()) > 0) return true;
      // What was hit instead opens or closes again.
      await focused.click({ timeout: CLICK_MS });
      return false;
    });
  }

  private async stillRow(text: string | RegExp): Promise<Locator> {
    const row = await this.row(text);
    let last: number | undefined;
    const isStill = async (): Promise<boolean> => {
      const top = await topOf(row);
      const still = top === last;
      last = top;
      return still;
    };
    await this.wait(`the row ${String(text)} to stand still`, isStill, { everyMs: STILL_MS });
    return row;
  }

  /** Opens the children of a row, when they are not open yet. */
  async expand(text: string | RegExp): Promise<void> {
    const row = await this.row(text);
    const isOpen = async (): Promise<boolean> =>
      (await row.getAttribute('aria-expanded')) === 'true';
    await this.wait(`the row ${String(text)} to open`, async () => {
      if (await isOpen()) return true;
      await row.locator('.monaco-tl-twistie').click({ timeout: GONE_MS });
      // A tree that is drawn anew at that moment takes no click.
      await poll('the children', isOpen, { timeoutMs: GONE_MS }).catch(() => undefined);
      return isOpen();
    });
  }

  /** Waits for the tooltip of a row to contain a text. */
  async tooltip(row: string | RegExp, text: string): Promise<void> {
    const hover = this.page.locator('.monaco-hover', { hasText: text }).first();
    await this.wait(`the tooltip "${text}" of the row ${String(row)}`, async () => {
      if (await hover.isVisible()) return true;
      // A tree that is drawn anew drops the tooltip, and the mouse has to come again.
      await this.page.mouse.move(0, 0);
      await (await this.row(row)).hover();
      await hover.waitFor({ state: 'visible', timeout: TOOLTIP_MS }).catch(() => undefined);
      return hover.isVisible();
    });
  }

  /** Clicks on an inline button of a row, such as `Go On`: they show while the mouse is over it. */
  async clickInlineAction(text: string | RegExp, action: string): Promise<void> {
    const row = await this.stillRow(text);
    await row.hover();
    const button = row.locator(`.actions .action-label[aria-label^="${action}"]`).first();
    await this.wait(`the button "${action}" of the row ${String(text)}`, () => button.isVisible());
    await button.click();
  }

  /** Clicks on an inline button that decides a row, such as `Accept`, until the row has changed or is gone. */
  async decideRow(text: string | RegExp, action: string): Promise<void> {
    const rows = this.allRows().filter({ hasText: text });
    const before = await (await this.row(text)).innerText();
    const isDecided = async (): Promise<boolean> =>
      (await rows.count()) === 0 || (await rows.first().innerText()) !== before;
    await this.wait(`"${action}" to decide the row ${String(text)}`, async () => {
      if (await isDecided()) return true;
      await this.clickInlineAction(text, action);
      // A row that is drawn anew at that moment takes no click.
      return poll('the decision', isDecided, { timeoutMs: CLICK_MS }).catch(() => false);
    });
  }

  /** Clicks on a button in the title of a view. */
  async clickTitleAction(action: string): Promise<void> {
    const part = this.page.locator('.part.sidebar');
    await part.hover();
    const button = part.locator(`.action-label[aria-label^="${action}"]`).first();
    await this.wait(`the button "${action}" in the view's title`, () => button.isVisible());
    await button.click();
  }

  /** Waits for a button or a link of the text that an empty view shows. */
  async showsButton(label: string): Promise<void> {
    await this.wait(`the button "${label}" in the side bar`, () => this.button(label).isVisible());
  }

  async clickButton(label: string): Promise<void> {
    await this.showsButton(label);
    await this.button(label).click();
  }

  private button(label: string): Locator {
    const all = this.page.locator('.part.sidebar .welcome-view-content');
    return all.locator('.monaco-button, a').filter({ hasText: label }).first();
  }

  private allRows(): Locator {
    return this.page.locator('.part.sidebar .pane-body .monaco-list-row[role="treeitem"]');
  }
}

async function isChecked(entry: Locator): Promise<boolean> {
  return /\bchecked\b/.test((await entry.getAttribute('class')) ?? '');
}

/** Looks at rows that are redrawn again and again, and milliseconds that a row which is gone is waited for. */
const MAX_LOOKS = 10;
const GONE_MS = 1_000;

/** Longer than a redraw that is under way, and than a click takes. */
const STILL_MS = 250;
const CLICK_MS = 5_000;

async function topOf(row: Locator): Promise<number> {
  return (await row.boundingBox({ timeout: GONE_MS }))?.y ?? 0;
}

async function draw(row: Locator): Promise<string> {
  const level = Number((await row.getAttribute('aria-level', { timeout: GONE_MS })) ?? '1');
  const texts = await row.locator('.label-name, .label-description').allInnerTexts();
  const text = texts.map((part) => part.replace(/\s+/g, ' ').trim()).join('  ');
  return `${'  '.repeat(level - 1)}${text}`;
}
