import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSuite, repository } from './support/buildSuite';
import { runInExtensionHost } from './support/extensionHostRun';
import { skipWithoutHost } from './support/hostPrograms';

describe.skipIf(skipWithoutHost())('the suite inside the extension host', () => {
  let workspace = '';
  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'fixpoint-workspace-'));
    await writeFile(join(workspace, 'sum.js'), 'module.exports = (a, b) => a - b;\n');
  });
  afterAll(() => rm(workspace, { recursive: true, force: true }));

  test('passes in a real VS Code', { timeout: 300_000 }, async () => {
    const suite = await buildSuite();
    const run = await runInExtensionHost({ extension: repository, suite, workspace });
    // The host's logs only matter when the suite did not even get to its results.
    const report = run.results ?? `${run.log}\n${run.hostLog}`;
    expect(report).toMatchObject({ failed: [], skipped: [] });
    expect(run.results?.passed.length).toBeGreaterThan(0);
    expect(run.exitCode).toBe(0);
  });
});
