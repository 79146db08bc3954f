import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { applyToFolder } from '../adapters/workspace/applyToFolder';
import type { Outcome } from '../core/session/outcome';
import type { SessionState } from '../core/session/sessionState';
import { UsageError } from './usageError';
import type { FixOptions } from './fixOptions';
import type { Screen } from './report/sessionPrinter';

interface Delivery {
  /** Absolute path of the project. */
  readonly root: string;
  readonly options: FixOptions;
  readonly screen: Screen;
}

/** Writes the patch file and, when asked and everything is fixed, the fix itself; says what was done. */
export async function deliver(
  { root, options, screen }: Delivery,
  state: SessionState,
): Promise<void> {
  const { outcome } = state;
  if (outcome === undefined) return;
  const isApplied = options.apply && outcome.kind === 'fixed';
  const best = state.revisions.find(({ revision }) => revision.number === outcome.revision);
  if (isApplied && best !== undefined) await applyToFolder(root, best.revision.files);
  if (options.patch !== undefined) await writePatch(options.patch, outcome.patch);
  if (!options.json && outcome.patch !== '') screen.write(`\n${whatWasDone(options, outcome)}\n`);
}

async function writePatch(file: string, patch: string): Promise<void> {
  try {
    await writeFile(path.resolve(file), patch);
  } catch (error) {
    throw new UsageError(
      `The patch can not be written to ${file}; name a file in a folder that exists.`,
      error,
    );
  }
}

function whatWasDone({ apply, patch }: FixOptions, { kind }: Outcome): string {
  const saved = patch === undefined ? '' : ` The patch is in ${patch}.`;
  if (!apply) return `Your files are unchanged; write the fix into them with --apply.${saved}`;
  return kind === 'fixed'
    ? `The fix is written into your files.${saved}`
    : `Your files are unchanged, because not everything is fixed.${saved}`;
}
