import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { buildSuite, repository } from './support/buildSuite';

/**
 * Runs the in-host suite in a downloaded desktop VS Code: the newest, or the release that VSCODE_VERSION names.
 * For machines that can download and have a display (on Linux: xvfb-run); elsewhere inHost.test.ts does it.
 */
async function main(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'fixpoint-electron-'));
  const results = join(scratch, 'results.json');
  try {
    await runTests({
      version: process.env['VSCODE_VERSION'] ?? 'stable',
      extensionDevelopmentPath: repository,
      extensionTestsPath: await buildSuite(),
      extensionTestsEnv: { FIXPOINT_SUITE_RESULTS: results },
      launchArgs: [scratch, '--disable-workspace-trust', '--disable-extensions'],
    });
  } catch (problem) {
    process.exitCode = 1;
    console.error(await readFile(results, 'utf8').catch(() => String(problem)));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

void main();
