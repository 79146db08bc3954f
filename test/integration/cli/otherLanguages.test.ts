import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { isAvailable } from '../testRunners/trial';
import { jsonLines, runCli } from './runCli';

const FAULT = '\treturn a - b';
const FIX = '\treturn a + b';
const PROJECT = {
  'go.mod': 'module shop\n\ngo 1.19\n',
  'cart/cart.go': `package cart\n\n// Add is the sum.\nfunc Add(a, b int) int {\n${FAULT}\n}\n`,
  'cart/cart_test.go': `package cart

import "testing"

func TestAdd(t *testing.T) {
	if got := Add(2, 3); got != 5 {
		t.Errorf("Add(2, 3) = %d, want 5", got)
	}
}
`,
};

/** Go keeps what it has built once; without its cache each run would build its library anew. */
const env = { GOCACHE: path.join(os.homedir(), '.cache', 'go-build') };
const hasGo = await isAvailable('go', ['version']);

describe.skipIf(!hasGo)('a project in a language without a grammar', { timeout: 120_000 }, () => {
  test('is repaired by a model, which is told the failure, the test and the code', async () => {
    await using server = await startScriptedModel(replyEdit('cart/cart.go', FAULT, FIX));
    const root = temporaryFolder();
    writeFiles(root, PROJECT);
    const args = ['--base-url', server.baseUrl, '--provider', 'openai', '--json', '--apply'];
    const run = await runCli(['fix', '--cwd', root, ...args], { env });
    const told = server.requests[0]?.body.messages.map(({ content }) => content).join('\n') ?? '';
    expect(jsonLines(run).at(-1)).toMatchObject({
      outcome: 'fixed',
      targets: { fixed: 1, total: 1 },
    });
    expect(readFileSync(path.join(root, 'cart/cart.go'), 'utf8')).toContain(FIX);
    expect(told).toContain('want 5');
    expect(told).toContain('func TestAdd(t *testing.T) {');
    expect(told).toContain(FAULT);
  });

  test('is left as it is by the built-in engine, with a sentence', async () => {
    const root = temporaryFolder();
    writeFiles(root, PROJECT);
    const run = await runCli(['fix', '--cwd', root, '--provider', 'builtin'], { env });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('nothing was changed');
  });
});
