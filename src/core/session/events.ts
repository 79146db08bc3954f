import type { ModelMessage, ModelUsage } from '../ports';
import type { Revision } from '../revisions/fileEdit';
import type { Verdict } from '../selection/verdict';
import type { TestReport } from '../testReport';
import type { Outcome } from './outcome';
import type { Task } from './task';

/** The kind of turn that made a revision. */
export type ActionName = 'draft' | 'repair' | 'mutate';

/** Everything that happens in a session, in order; the journal stores these, every view is a fold over them. */
export type SessionEvent =
  | {
      readonly kind: 'session';
      readonly task: Task;
      readonly model: string;
      readonly runner: string;
    }
  | {
      readonly kind: 'baseline';
      readonly report: TestReport;
      /** Ids of the failing tests and load errors to fix. */
      readonly targets: readonly string[];
      /** Ids of tests whose two baseline runs differ; they never count. */
      readonly flaky: readonly string[];
    }
  | {
      readonly kind: 'action';
      readonly action: ActionName;
      /** 1, 2, 3 …: one ask-apply-test turn. */
      readonly iteration: number;
      /** The revision it starts from; 0 is the baseline. */
      readonly parent: number;
    }
  /** Progress inside an action, such as the number of mutants tried. */
  | {
      readonly kind: 'progress';
      readonly text: string;
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly kind: 'prompt';
      readonly messages: readonly ModelMessage[];
      readonly estimatedTokens: number;
    }
  | {
      readonly kind: 'reply';
      readonly text: string;
      readonly usage: ModelUsage;
      readonly durationMs: number;
    }
  | { readonly kind: 'patch'; readonly revision: Revision }
  /** A proposal that was not applied, with the sentence that the model (or the reader) gets. */
  | { readonly kind: 'guard'; readonly reason: GuardReason; readonly message: string }
  | {
      readonly kind: 'eval';
      readonly revision: number;
      readonly verdict: Verdict;
      readonly report: TestReport;
    }
  /** What the next request will be told about the last result. */
  | { readonly kind: 'feedback'; readonly revision: number; readonly text: string }
  /** What the developer said between iterations. */
  | {
      readonly kind: 'human';
      readonly hint?: string;
      readonly from?: number;
      readonly stop?: boolean;
    }
  | { readonly kind: 'outcome'; readonly outcome: Outcome };

export type GuardReason =
  'no-answer' | 'unreadable' | 'does-not-apply' | 'outside-workspace' | 'protected' | 'duplicate';
