/** Begins every line that an instrumented function prints. */
export const TRACE_MARKER = 'FIXPOINT_TRACE';

/** How much an instrumented process prints: enough for a few turns of a loop, within what a report keeps of a test's output. */
export const TRACE_LIMITS = {
  linesPerProcess: 40,
  /** So that a loop leaves room for what comes after it. */
  visitsPerLine: 8,
  charactersPerProcess: 9_000,
  variablesPerLine: 6,
  charactersPerValue: 80,
};
