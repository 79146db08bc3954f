import type { DevelopersWord, ModelMessage, ModelReply, ModelUsage } from '../ports';
import type { Revision } from '../revisions/fileEdit';
import type { Verdict } from '../selection/verdict';
import type { TestReport } from '../testReport';
import type { Outcome } from './outcome';
import type { Task } from './task';

/** The kind of turn that made a revision. `fresh` is a draft that knows what was tried; `minimise` drops needless hunks. */
export type ActionName = 'draft' | 'repair' | 'fresh' | 'autofix' | 'mutate' | 'check' | 'minimise';

/** How a repair is asked for: with the failure alone, with an explanation of it, or with values seen while running. */
export type RepairStyle = 'bare' | 'explain' | 'trace';

/** What a request to a model is for. */
export type ModelRole = 'draft' | 'repair' | 'explain' | 'locate' | 'checker' | 'critic' | 'select';

/** What the turn controller says after a revision was tested. */
export type Instruction = 'stop' | 'continue' | 'return' | 'select' | 'refresh';

/** Why a turn brought nothing new: a patch or a result seen before, or an edit far from every suspected place. */
export type FrictionReason = 'same-patch' | 'same-result' | 'elsewhere';

/** Everything that happens in a session, in order; the journal stores these, every view is a fold over them. */
export type SessionEvent =
  | {
      readonly kind: 'session';
      readonly task: Task;
      readonly model: string;
      /** The model that explains and reviews, when it is another. */
      readonly feedbackModel?: string;
      readonly runner: string;
    }
  | {
      readonly kind: 'baseline';
      readonly report: TestReport;
      /** Ids of the failing tests and load errors to fix. */
      readonly targets: readonly string[];
      /** Ids of tests whose two baseline runs differ; they never count. */
      readonly flaky: readonly string[];
      /** Ids of targets that the model is never told about, to see whether a fix generalises. */
      readonly heldOut?: readonly string[];
    }
  /** Model requests granted so far, by slices that double; the cap is the last grant. */
  | {
      readonly kind: 'budget';
      readonly slice: number;
      readonly granted: number;
      readonly cap: number;
    }
  | {
      readonly kind: 'action';
      readonly action: ActionName;
      /** Only of repairs. */
      readonly style?: RepairStyle;
      /** The class of the parent's failure. */
      readonly failure?: string;
      /** 1, 2, 3 …: one ask-apply-test turn. */
      readonly iteration: number;
      /** The revision it starts from; 0 is the baseline. */
      readonly parent: number;
      /** A revision that is made besides, of something found before: no turn of the search, and not repeated by a resumed session. */
      readonly aside?: true;
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
      readonly role: ModelRole;
      readonly model: string;
      readonly temperature: number;
      readonly messages: readonly ModelMessage[];
      readonly estimatedTokens: number;
    }
  | {
      readonly kind: 'reply';
      readonly role: ModelRole;
      readonly text: string;
      /** Only of replies that must not be used as an answer. */
      readonly finish?: Exclude<ModelReply['finish'], 'stop'>;
      readonly usage: ModelUsage;
      readonly durationMs: number;
      /** The model that answered, when another one was asked; told once. */
      readonly answeredBy?: string;
    }
  | { readonly kind: 'patch'; readonly revision: Revision }
  /** A proposal that was not applied, with the sentence that the model (or the reader) gets. */
  | { readonly kind: 'guard'; readonly reason: GuardReason; readonly message: string }
  | {
      readonly kind: 'eval';
      readonly revision: number;
      readonly verdict: Verdict;
      readonly report: TestReport;
      /** Equal for revisions whose tests came out alike, with the same messages. */
      readonly behaviour: string;
      /** Ids of tests that passed in the parent and do not now. */
      readonly flips: readonly string[];
    }
  /** How the revision compares with its parent, and how many repairs in a row brought no gain. */
  | {
      readonly kind: 'turn';
      readonly revision: number;
      readonly instruction: Instruction;
      readonly stale: number;
    }
  /** A turn that brought nothing new; `count` of them in a row. */
  | {
      readonly kind: 'friction';
      readonly reason: FrictionReason;
      readonly count: number;
      /** The revision that it repeats. */
      readonly twin?: number;
    }
  /** A clean start: only these lessons of earlier replies go on. */
  | { readonly kind: 'refresh'; readonly from: number; readonly lessons: readonly string[] }
  /** Hunks that newly green tests need; edits of them are sent back once. */
  | { readonly kind: 'lock'; readonly revision: number; readonly hunks: readonly HunkName[] }
  /** A hunk was left out on trial; `needed` when the result did not hold without it. */
  | {
      readonly kind: 'minimise';
      readonly revision: number;
      readonly hunk: HunkName;
      readonly needed: boolean;
    }
  /** What an isolated reviewer thinks of a revision, 0 to 100; orders equals, never overrides tests. */
  | {
      readonly kind: 'critique';
      readonly revision: number;
      readonly score: number;
      readonly text: string;
    }
  | { readonly kind: 'reviewer-off'; readonly reason: string }
  /** The revision chosen among equals, and by what. */
  | {
      readonly kind: 'select';
      readonly revision: number;
      readonly reason: string;
      /** Among those made besides: the search did not end by it. */
      readonly aside?: true;
    }
  /** An executable check written from the task's words; `valid` once it parses and fails on the baseline. */
  | {
      readonly kind: 'check';
      readonly path: string;
      readonly text: string;
      readonly valid: boolean;
      readonly message: string;
    }
  /** A question to the developer, in one sentence. */
  | { readonly kind: 'ask'; readonly question: string }
  /** What the next request will be told about the last result. */
  | { readonly kind: 'feedback'; readonly revision: number; readonly text: string }
  /** What the developer said between iterations. */
  | ({ readonly kind: 'human'; readonly stop?: boolean } & DevelopersWord)
  | { readonly kind: 'outcome'; readonly outcome: Outcome };

/** A hunk of a revision: its file and its first line there (1-based). */
export interface HunkName {
  readonly path: string;
  readonly line: number;
}

export type GuardReason =
  | 'no-answer'
  | 'unreadable'
  | 'does-not-apply'
  | 'does-not-parse'
  | 'outside-workspace'
  | 'protected'
  | 'duplicate'
  | 'locked';
