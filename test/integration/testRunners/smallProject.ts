import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import type { TestRunRequest } from '../../../src/core/ports';
import type { TestReport } from '../../../src/core/testReport';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { linkPackages } from './installedRunners';
import { REPORTERS } from './trial';

const VITEST = join(import.meta.dirname, '../../../node_modules/vitest');
const LIMITS = { timeoutMs: 60_000, silenceMs: 60_000 };

/** What differs from a run of everything. */
export interface SmallProjectRequest extends Partial<TestRunRequest> {
  /** Packages of `npm run runners` that the project uses besides vitest. */
  readonly packages?: readonly string[];
}

/** Runs a test command in a new project of these files; the project is removed when the running test ends. */
export async function runSmallProject(
  command: string,
  files: Readonly<Record<string, string>>,
  { packages = [], ...request }: SmallProjectRequest = {},
): Promise<TestReport> {
  const root = temporaryFolder();
  writeFiles(root, { 'package.json': '{ "private": true, "type": "module" }', ...files });
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(VITEST, join(root, 'node_modules', 'vitest'), 'junction');
  await linkPackages(root, ...packages);
  const runner = await detectTestRunner({ root, command, reportersFolder: REPORTERS });
  const all = { selection: { kind: 'all' }, limits: LIMITS } as const;
  return runner.run({ ...all, ...request, root }, new AbortController().signal);
}
