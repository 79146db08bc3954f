import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { applyToFolder } from '../adapters/workspace/applyToFolder';
import type { FileEdit } from '../core/revisions/fileEdit';
import type { Outcome } from '../core/session/outcome';
import type { SessionState } from '../core/session/sessionState';
import type { TestEditPolicy } from '../core/session/task';
import { changesFolder } from './projectJournals';
import { proposedTestEdits } from './testEdits';
import { UsageError } from './usageError';
import type { FixOptions } from './fixOptions';
import type { Screen } from './report/sessionPrinter';

interface Delivery {
  /** Absolute path of the project. */
  readonly root: string;
  readonly options: FixOptions;
  readonly tests: TestEditPolicy;
  readonly screen: Screen;
}

/**
 * Writes the patch file and, when asked and everything is fixed, the fix itself; says what was done. Returns the numbers
 * of the revisions that were written into the project's files.
 */
export async function deliver(delivery: Delivery, state: SessionState): Promise<readonly number[]> {
  const { root, options, screen, tests } = delivery;
  const { outcome } = state;
  if (outcome === undefined) return [];
  const edits = options.apply && isDone(outcome) ? editsToWrite(delivery, state) : [];
  await applyToFolder(root, edits, { records: changesFolder(root) });
  if (options.patch !== undefined) await writePatch(options.patch, outcome.patch);
  const written = edits.length > 0 ? [outcome.revision] : [];
  if (options.json || outcome.patch === '') return written;
  const hasTestEdits = tests === 'allowed' && proposedTestEdits(state).length > 0;
  screen.write(`\n${whatWasDone(options, outcome, hasTestEdits)}\n`);
  return written;
}

/** The best revision's edits; those of tests only where they are allowed. */
function editsToWrite({ tests }: Delivery, state: SessionState): readonly FileEdit[] {
  const best = state.revisions.find(({ revision }) => revision.number === state.outcome?.revision);
  return [
    ...(best?.revision.files ?? []),
    ...(tests === 'allowed' ? proposedTestEdits(state) : []),
  ];
}

function isDone({ kind }: Outcome): boolean {
  return kind === 'fixed' || kind === 'fixed-unproven';
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

function whatWasDone(
  { apply, patch }: FixOptions,
  outcome: Outcome,
  hasTestEdits: boolean,
): string {
  const saved = patch === undefined ? '' : ` The patch is in ${patch}.`;
  if (!apply) return `Your files are unchanged; write the fix into them with --apply.${saved}`;
  if (!isDone(outcome)) return `Your files are unchanged, because not everything is fixed.${saved}`;
  const what = hasTestEdits ? 'The fix and its edits of tests are' : 'The fix is';
  const unproven = outcome.kind === 'fixed-unproven' ? ', unproven as it is' : '';
  return `${what} written into your files${unproven}.${saved}`;
}
