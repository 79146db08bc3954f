import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, newWindow, nextWindow } from './browser';
import { descendantsOf } from './processTree';
import { startVsCodeServer, writeSettings, type ServerOptions } from './vscodeServer';
import { openWorkbench, type Workbench } from './workbench';

export interface VsCodeOptions extends ServerOptions {
  /** The folder or the `.code-workspace` file to open, absolute; empty: none. */
  readonly workspace: string;
  /** The language that extensions speak, such as `de`; English when absent. */
  readonly language?: string;
  /** A browser that several VS Codes share; without it one is started and closed at the end. */
  readonly browser?: Browser;
}

/** A real VS Code, open on a folder as a user would have it. Whoever opened it calls `dispose`. */
export interface OpenVsCode {
  readonly workbench: Workbench;
  readonly dataFolder: string;
  /** Loads the window again; the extension host starts anew, the window's memory stays. */
  readonly reload: () => Promise<void>;
  /** Ends VS Code altogether, kills what it started, and opens it on the same folder, with its memory. */
  readonly restart: () => Promise<void>;
  /**
   * Sets the user's settings over those it was opened with, and reloads the window: in the browser VS Code
   * doesn't notice when its settings.json changes from outside.
   */
  readonly changeSettings: (settings: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Opens a second window of the same user on the same folder; whoever disposes of the first closes it. */
  readonly secondWindow: () => Promise<Workbench>;
  /** The processes in which the extensions of the open windows run. */
  readonly extensionHosts: () => readonly number[];
  /** All that the window, the server and the extension host printed. */
  readonly log: () => string;
  readonly dispose: () => Promise<void>;
}

/** Starts VS Code with the given extensions on a workspace and waits until its workbench is there. */
export async function openVsCode(options: VsCodeOptions): Promise<OpenVsCode> {
  const pageLog: string[] = [];
  const server = await startVsCodeServer(options);
  let browser = options.browser;
  let page: Page | undefined;
  const dispose = async (): Promise<void> => {
    await (options.browser === undefined ? browser?.close() : page?.context().close());
    await server.dispose();
  };
  try {
    browser ??= await launchBrowser();
    page = await newWindow(browser, pageLog, options.language);
    const window = page;
    const address = addressOf(server.url, options.workspace);
    const workbench = await openWorkbench(window, address);
    return {
      workbench,
      dataFolder: server.dataFolder,
      reload: () => workbench.open(address),
      restart: async () => {
        // The window's memory (extension state, secrets) lies in the browser under this origin, so
        // the page and the port are kept, and only the server ends.
        await window.goto('about:blank');
        await server.restart();
        await workbench.open(address);
      },
      changeSettings: async (settings) => {
        await writeSettings(server.dataFolder, { ...options.settings, ...settings });
        await workbench.open(address);
      },
      secondWindow: async () => openWorkbench(await nextWindow(window, pageLog), address),
      extensionHosts: () => descendantsOf(server.pid()).filter(isExtensionHost),
      log: () => [...pageLog, server.output()].join('\n'),
      dispose,
    };
  } catch (problem) {
    await dispose();
    throw new Error(`${String(problem)}\n${pageLog.join('\n')}\n${server.output()}`, {
      cause: problem,
    });
  }
}

function isExtensionHost(pid: number): boolean {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes('--type=extensionHost');
  } catch {
    // It has ended meanwhile.
    return false;
  }
}

function addressOf(url: string, workspace: string): string {
  if (workspace === '') return `${url}/?ew=true`;
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `${url}/?${new URLSearchParams({ [kind]: workspace }).toString()}`;
}
