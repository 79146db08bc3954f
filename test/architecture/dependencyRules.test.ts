import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** The names of the rules that the folder breaks, sorted. */
async function brokenRules(folder: string): Promise<readonly string[]> {
  const bin = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [
    bin,
    '--config',
    path.join(root, '.dependency-cruiser.mjs'),
    '--output-type',
    'json',
    folder,
  ];
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, args, { cwd: root, maxBuffer: 1 << 28 }).catch(
    (error: unknown) => error as { stdout: string },
  );
  const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(report.summary.violations.map(({ rule }) => rule.name))].sort();
}

describe('the dependency rules', () => {
  test('hold for the source', async () => {
    expect(await brokenRules('src')).toEqual([]);
  }, 60_000);

  test('bite on code that reaches from the core into the editor, Node and an adapter', async () => {
    expect(await brokenRules('test/architecture/wrong')).toEqual([
      'adapters-know-only-core',
      'core-is-free-of-hosts',
      'core-uses-no-node',
      'no-cycles',
    ]);
  }, 60_000);
});
