import type { ProblemKind, TestStatus } from '../../../core/testReport';

/** A place as a runner names it: absolute paths or `file:` addresses, lines and columns 1-based. */
export interface RawFrame {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly function?: string;
}

/** What went wrong, with places still absolute; frames innermost first, else `stack` as V8 prints it. */
export interface RawProblem {
  readonly kind: ProblemKind;
  readonly name?: string;
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly stack?: string;
  readonly frames?: readonly RawFrame[];
}

/** One line of what our reporters write; `file` is absolute. */
export type RunnerEvent =
  | { readonly event: 'start' }
  | { readonly event: 'end' }
  | { readonly event: 'file-start' | 'file-end'; readonly file: string }
  /** A test began; `file` and `name` also match it with its end. */
  | ({ readonly event: 'test-start' | 'test-end' } & RawTest)
  | ({ readonly event: 'test' } & RawResult)
  /** A test that is red only because of its subtests, which are reported themselves. */
  | ({ readonly event: 'parent' } & RawTest)
  /** An error outside any test; `file` is the test file that it blocks, `others` are more of them. */
  | {
      readonly event: 'error';
      readonly file?: string;
      readonly others?: readonly string[];
      readonly problem: RawProblem;
    }
  /** A hook of a suite failed. */
  | {
      readonly event: 'suite-failed';
      readonly file: string;
      readonly suite: readonly string[];
      readonly problem: RawProblem;
    }
  /** A process that ran one test file ended badly. */
  | {
      readonly event: 'file-failed';
      readonly file: string;
      readonly exitCode?: number;
      readonly signal?: string;
      readonly stderr: string;
    };

/** A test as its runner names it; `id` when the runner has one. */
export interface RawTest {
  readonly id?: string;
  readonly file?: string;
  readonly line?: number;
  readonly suite: readonly string[];
  readonly name: string;
}

/** A finished test. */
export interface RawResult extends RawTest {
  readonly status: TestStatus;
  readonly skipReason?: string;
  readonly durationMs: number;
  readonly problems: readonly RawProblem[];
  readonly output?: string;
}
