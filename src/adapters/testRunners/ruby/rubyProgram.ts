import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExplainedError } from '../../../core/errors';
import { findPrograms } from '../../processes/findProgram';
import { runProcess } from '../../processes/runProcess';

/** A Ruby that has RSpec. */
export interface RubyProgram {
  /** Absolute path. */
  readonly path: string;
  /** Whether the gems are those of the project's Gemfile. */
  readonly isBundled: boolean;
}

/** Bundler may have to look at many gems. */
const LIMITS = { timeoutMs: 60_000, silenceMs: 60_000 };
const PROBE = "require 'rspec/core'";

/**
 * The Ruby in PATH outside the workspace, with the gems of the workspace's Gemfile where they are installed, else with its
 * own. Throws an `ExplainedError` when it is missing or has no RSpec.
 */
export async function findRuby(workspace: string): Promise<RubyProgram> {
  const [path] = await findPrograms('ruby', workspace);
  if (path === undefined) {
    throw new ExplainedError(
      'Ruby is not installed, or not in PATH: install it and open the editor anew.',
      'environment',
    );
  }
  const hasGemfile = await exists(join(workspace, 'Gemfile'));
  if (hasGemfile && (await works([path, '-rbundler/setup', '-e', PROBE], workspace))) {
    return { path, isBundled: true };
  }
  // Outside the workspace no file of it can pose as a gem.
  if (await works([path, '-e', PROBE], tmpdir())) return { path, isBundled: false };
  const how = hasGemfile ? 'run "bundle install" in the project' : 'run "gem install rspec"';
  throw new ExplainedError(`RSpec is not installed for ${path}: ${how}.`, 'environment');
}

async function works(command: readonly string[], cwd: string): Promise<boolean> {
  const request = { command, cwd, limits: LIMITS, environment: { BUNDLE_FROZEN: 'true' } };
  return (await runProcess(request, new AbortController().signal)).exitCode === 0;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
