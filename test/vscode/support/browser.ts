import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { requireHost } from './hostPrograms';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a Chromium without a window; whoever asked for it closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { chromium: executablePath } = requireHost();
  return chromium.launch({ executablePath, args: flags, timeout: 60_000 });
}

/** Opens a page of the size of a desktop window that may use the clipboard. */
export async function newWindow(browser: Browser, log: string[], language?: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 1000 },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await context.addInitScript(STAND_STILL);
  if (language !== undefined) await context.addInitScript(useLanguage, language);
  return openPage(context, log);
}

/** Opens one more window of the user whose window this is. */
export async function nextWindow(page: Page, log: string[]): Promise<Page> {
  return openPage(page.context(), log);
}

async function openPage(context: BrowserContext, log: string[]): Promise<Page> {
  const page = await context.newPage();
  page.on('console', (message) => log.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (problem) => log.push(`error: ${problem.message}`));
  page.on('crash', () => log.push('error: the page crashed'));
  return page;
}

/** Runs in the page, before VS Code: what a language pack does for extensions. VS Code itself stays English. */
function useLanguage(language: string): void {
  Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language });
}

/** Runs in the page, before VS Code: what turns or slides would be painted again and again, on the processor. */
const STAND_STILL = {
  content: `addEventListener('DOMContentLoaded', () => {
  const style = document.createElement('style');
  style.textContent = '*, *::before, *::after { animation: none !important; transition: none !important; }';
  document.head.append(style);
});`,
};
