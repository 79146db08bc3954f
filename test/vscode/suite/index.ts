import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import type { SuiteResults } from './results';

/**
 * Runs every compiled test beside this module inside the extension host, writes the `SuiteResults` to the
 * file that FIXPOINT_SUITE_RESULTS names, and rejects when a test failed. FIXPOINT_SUITE_GREP selects tests.
 */
export async function run(): Promise<void> {
  const grep = process.env['FIXPOINT_SUITE_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    reporter: 'spec',
    timeout: 60_000,
    ...(grep === undefined ? {} : { grep }),
  });
  const tests = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  for (const name of tests.sort()) mocha.addFile(join(__dirname, name));
  const results = await runMocha(mocha);
  const file = process.env['FIXPOINT_SUITE_RESULTS'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(results));
  if (results.failed.length > 0) {
    throw new Error(`${String(results.failed.length)} tests failed in the extension host.`);
  }
}

async function runMocha(mocha: Mocha): Promise<SuiteResults> {
  const passed: string[] = [];
  const skipped: string[] = [];
  const failed: { title: string; text: string }[] = [];
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      resolve();
    });
    runner.on('pass', (test) => passed.push(test.fullTitle()));
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    runner.on('fail', (test, error: Error) =>
      failed.push({ title: test.fullTitle(), text: error.stack ?? error.message }),
    );
  });
  return { passed, failed, skipped };
}
