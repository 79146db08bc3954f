import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { SuiteResults } from '../suite/results';
import { launchBrowser, newWindow } from './browser';
import { poll } from './poll';
import { startVsCodeServer, type ServerOptions, type VsCodeServer } from './vscodeServer';

export interface ExtensionHostRunOptions extends ServerOptions {
  /** The folder with the extension's package.json. */
  readonly extension: string;
  /** The compiled module that exports `run()`. */
  readonly suite: string;
  readonly workspace: string;
  readonly timeoutMs?: number;
}

/** What came of a suite that ran inside VS Code's extension host. */
export interface ExtensionHostRun {
  /** 0 when `run()` resolved, 1 when it rejected. */
  readonly exitCode: number;
  /** `undefined` when the suite ended before it could write its results. */
  readonly results: SuiteResults | undefined;
  /** What the tests and the extension printed. */
  readonly log: string;
  /** What the browser and the server printed: for finding out what went wrong. */
  readonly hostLog: string;
}

/**
 * Runs a compiled suite inside the extension host of a real VS Code that has the extension loaded from its
 * folder: what @vscode/test-electron does, without a desktop. VS Code refuses modal dialogs in this mode.
 */
export async function runInExtensionHost(
  options: ExtensionHostRunOptions,
): Promise<ExtensionHostRun> {
  const scratch = await mkdtemp(join(tmpdir(), 'fixpoint-suite-'));
  const resultsFile = join(scratch, 'results.json');
  let server: VsCodeServer | undefined;
  try {
    server = await startVsCodeServer({
      ...options,
      env: { ...options.env, FIXPOINT_SUITE_RESULTS: resultsFile },
      // Without the driver a built workbench ignores the payload that names the suite.
      flags: ['--enable-smoke-test-driver', '--disable-workspace-trust', ...(options.flags ?? [])],
    });
    return await driveSuite(server, resultsFile, options);
  } finally {
    await server?.dispose();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function driveSuite(
  server: VsCodeServer,
  resultsFile: string,
  options: ExtensionHostRunOptions,
): Promise<ExtensionHostRun> {
  const pageLog: string[] = [];
  const suiteLog: string[] = [];
  const hostLog = (): string => [...pageLog, server.output()].join('\n');
  const browser = await launchBrowser();
  try {
    const page = await newWindow(browser, pageLog);
    let exitCode: number | undefined;
    await page.exposeFunction('codeAutomationExit', (code: number) => {
      exitCode = code;
    });
    await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
      suiteLog.push(`${type}: ${args.map(String).join(' ')}`);
    });
    await openSuite(page, server.url, options);
    const timeoutMs = options.timeoutMs ?? 180_000;
    const ended = (): number | undefined => exitCode;
    const code = await poll('the suite to end', ended, { timeoutMs }).catch((problem: unknown) => {
      throw new Error(`${String(problem)}\n${suiteLog.join('\n')}\n${hostLog()}`);
    });
    return {
      exitCode: code,
      results: await readResults(resultsFile),
      log: suiteLog.join('\n'),
      hostLog: hostLog(),
    };
  } finally {
    await browser.close();
  }
}

async function openSuite(
  page: Page,
  url: string,
  { extension, suite, workspace }: ExtensionHostRunOptions,
): Promise<void> {
  const remote = url.replace('http:', 'vscode-remote:');
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', `${remote}${extension}`],
    ['extensionTestsPath', `${remote}${suite}`],
    ['skipWelcome', 'true'],
  ]);
  const query = new URLSearchParams({ folder: workspace, payload });
  await page.goto(`${url}/?${query.toString()}`, { timeout: 60_000 });
}

async function readResults(file: string): Promise<SuiteResults | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as SuiteResults);
}
