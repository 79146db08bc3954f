/** The honest verdict on one revision: three separate marks, and the counts behind them. */
export interface Verdict {
  /** How many of the targets pass now. */
  readonly fixed: number;
  readonly total: number;
  /** Ids of targets that still fail or are missing. */
  readonly stillRed: readonly string[];
  /** Ids of tests that passed at the baseline and do not now. */
  readonly regressions: readonly string[];
  /** Sentences, one per way in which a test was weakened. */
  readonly testsWeakened: readonly string[];
  /** False when only the targets were run, so regressions are unknown. */
  readonly wholeSuite: boolean;
  /** In [0, 1]; exactly 1 only when all targets pass, nothing broke and no test was weakened. */
  readonly value: number;
  /** Whether the targets are a check written for the task, so that green proves little; the value is 0.8 at most. */
  readonly unproven?: boolean;
}
