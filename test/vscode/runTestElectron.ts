import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { startScriptedModel } from '../support/scriptedModel';
import { buildSuite, repository } from './support/buildSuite';
import { cartReplies } from './support/cartReplies';
import { cartWorkspace } from './support/cartWorkspace';

/**
 * Runs the in-host suite in a downloaded desktop VS Code: the newest, or the release that VSCODE_VERSION names.
 * For machines that can download and have a display (on Linux: xvfb-run); elsewhere inHost.test.ts does it.
 */
async function main(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'fixpoint-electron-'));
  const results = join(scratch, 'results.json');
  const workspace = await cartWorkspace();
  const model = await startScriptedModel(...cartReplies);
  try {
    const data = await userData(scratch, model.baseUrl);
    await runTests({
      version: process.env['VSCODE_VERSION'] ?? 'stable',
      extensionDevelopmentPath: repository,
      extensionTestsPath: await buildSuite(),
      extensionTestsEnv: { FIXPOINT_SUITE_RESULTS: results, OPENAI_API_KEY: 'not-a-real-key' },
      launchArgs: [workspace, `--user-data-dir=${data}`, ...QUIET],
    });
  } catch (problem) {
    process.exitCode = 1;
    console.error(await readFile(results, 'utf8').catch(() => notStarted(problem)));
  } finally {
    await model.close();
    for (const folder of [workspace, scratch]) await rm(folder, { recursive: true, force: true });
  }
}

async function userData(scratch: string, baseUrl: string): Promise<string> {
  const data = join(scratch, 'data');
  await mkdir(join(data, 'User'), { recursive: true });
  const settings = {
    'fixpoint.provider': 'openai',
    'fixpoint.model': 'scripted',
    'fixpoint.baseUrl': baseUrl,
  };
  await writeFile(join(data, 'User', 'settings.json'), JSON.stringify(settings));
  return data;
}

function notStarted(problem: unknown): string {
  return `VS Code did not run here (${String(problem)}). It is downloaded from update.code.visualstudio.com and \
needs a display (on Linux: xvfb-run -a npm run test:electron). "npm run test:vscode" runs the same suite without both.`;
}

const QUIET = ['--disable-workspace-trust', '--disable-extensions'];

void main();
