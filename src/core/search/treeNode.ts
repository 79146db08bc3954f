import type { FailureClass } from '../feedback/failureClass';
import type { Verdict } from '../selection/verdict';
import type { ActionName } from '../session/events';
import type { RunVerdict } from '../testReport';

/** How large a patch is against the baseline. */
export interface PatchSize {
  readonly files: number;
  readonly addedLines: number;
  readonly changedLines: number;
}

/** A tested revision as the policy sees it; number 0 is the baseline. */
export interface TreeNode {
  readonly number: number;
  readonly parent: number;
  /** The draft that it goes back to; 0 for the baseline. */
  readonly root: number;
  /** 0 for the baseline and what was mended of it without a model, 1 for drafts. */
  readonly depth: number;
  readonly action: ActionName;
  readonly patchKey: string;
  readonly verdict: Verdict;
  readonly behaviour: string;
  readonly flips: readonly string[];
  readonly size: PatchSize;
  readonly failure: FailureClass;
  /** Set when its tests did not end by themselves. */
  readonly brokenOff?: Extract<RunVerdict, 'timed-out' | 'killed'>;
  /** The isolated reviewer's opinion, 0 to 100. */
  readonly score?: number;
}
