import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScriptedModel, type ScriptedModel } from '../support/scriptedModel';
import { buildSuite, repository } from './support/buildSuite';
import { cartReplies } from './support/cartReplies';
import { cartWorkspace } from './support/cartWorkspace';
import { runInExtensionHost } from './support/extensionHostRun';
import { skipWithoutHost } from './support/hostPrograms';

describe.skipIf(skipWithoutHost())('the suite inside the extension host', () => {
  let workspace = '';
  let model: ScriptedModel;
  beforeAll(async () => {
    workspace = await cartWorkspace();
    model = await startScriptedModel(...cartReplies);
  });
  afterAll(async () => {
    await model.close();
    await rm(workspace, { recursive: true, force: true });
  });

  test('passes in a real VS Code', { timeout: 300_000 }, async () => {
    const suite = await buildSuite();
    const run = await runInExtensionHost({
      extension: repository,
      suite,
      workspace,
      env: { OPENAI_API_KEY: 'not-a-real-key' },
      settings: {
        'fixpoint.provider': 'openai',
        'fixpoint.model': 'scripted',
        'fixpoint.baseUrl': model.baseUrl,
      },
    });
    // The host's logs only matter when the suite did not even get to its results.
    const report = run.results ?? `${run.log}\n${run.hostLog}`;
    expect(report).toMatchObject({ failed: [], skipped: [] });
    expect(run.results?.passed.length).toBeGreaterThan(3);
    expect(run.exitCode).toBe(0);
    expect(model.requests).toHaveLength(2);
  });
});
