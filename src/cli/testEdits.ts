import { warningsOf } from '../core/guards/testEdits';
import type { FileEdit } from '../core/revisions/fileEdit';
import { unifiedPatch } from '../core/revisions/unifiedPatch';
import type { SessionState } from '../core/session/sessionState';

/** Proposed edits of tests as reports show them. */
export interface TestEdits {
  /** A unified diff; empty when there are none. */
  readonly patch: string;
  /** Sentences about tests that would check less. */
  readonly warnings: readonly string[];
  /** Whether they stay out of the files even when the fix is written. */
  readonly areApart: boolean;
}

/** The edits of tests that came with the outcome's revision or, when none is better than the code as it is, with the last that had any. */
export function proposedTestEdits({ outcome, revisions }: SessionState): readonly FileEdit[] {
  const kept = outcome?.revision ?? 0;
  const made = revisions.map(({ revision }) => revision);
  const source =
    kept === 0
      ? made.findLast(({ testFiles = [] }) => testFiles.length > 0)
      : made.find(({ number }) => number === kept);
  return source?.testFiles ?? [];
}

/** What a report tells of a session's edits of tests; `read` gives the baseline's texts. */
export async function testEditsOf(
  state: SessionState,
  read: (path: string) => Promise<string | undefined>,
): Promise<TestEdits> {
  const edits = proposedTestEdits(state);
  const patch = await unifiedPatch(edits, read);
  return { patch, warnings: warningsOf(edits), areApart: state.tests !== 'allowed' };
}
