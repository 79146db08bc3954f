import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hostFolder, serverProgram } from '../../vscode-host/location.mjs';

/** The programs that a real VS Code without a desktop consists of: absolute paths. */
export interface HostPrograms {
  readonly node: string;
  readonly server: string;
  readonly chromium: string;
}

/** The host's programs, or the sentences that tell what is missing and how to install it. */
export type HostSearch =
  | { readonly found: true; readonly programs: HostPrograms }
  | { readonly found: false; readonly sentence: string };

/** Looks for the VS Code host on this machine; `CHROMIUM_PATH` names a browser at an unusual place. */
export function findHost(): HostSearch {
  const server = serverProgram();
  const chromium = chromiumCandidates().find((path) => existsSync(path));
  const sentences = [
    ...nodeProblem(),
    ...(existsSync(server)
      ? []
      : [`VS Code is not in ${hostFolder()}: run "node test/vscode-host/install.mjs".`]),
    ...(chromium === undefined
      ? ['No Chromium was found: "apt-get install chromium", or set CHROMIUM_PATH.']
      : []),
  ];
  if (chromium === undefined || sentences.length > 0) {
    return { found: false, sentence: sentences.join(' ') };
  }
  return { found: true, programs: { node: process.execPath, server, chromium } };
}

/** The host's programs; throws with the sentences of `findHost` when something is missing. */
export function requireHost(): HostPrograms {
  const search = findHost();
  if (!search.found) throw new Error(`The VS Code tests can't run. ${search.sentence}`);
  return search.programs;
}

/**
 * Whether the VS Code tests shall be skipped: only where the host is missing and nobody insists.
 * With CI=true they run, and `requireHost` fails with a sentence. A skip says what to install.
 */
export function skipWithoutHost(): boolean {
  const search = findHost();
  if (search.found || process.env['CI'] === 'true') return false;
  console.warn(`The VS Code tests are skipped. ${search.sentence}`);
  return true;
}

function nodeProblem(): string[] {
  const isRight = process.versions.node.startsWith('24.');
  return isRight
    ? []
    : [
        `Node ${process.versions.node} runs the tests, but Node 24 must: use "npm run test:vscode".`,
      ];
}

function chromiumCandidates(): string[] {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined) return [named];
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env['PATH'] ?? '').split(':');
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
}
