import type { JUnitCase } from '../report/junitXml';
import type { RawProblem } from '../report/runnerEvents';
import { rustProblem } from './rustProblem';

/** A test that ended, as the report or the words of nextest tell it. */
export interface NextestResult {
  /** What nextest calls the binary of the test. */
  readonly binaryId: string;
  readonly name: string;
  readonly isPassed: boolean;
  readonly durationMs: number;
  /** What a failed test printed, without the words of the harness that ran it. */
  readonly output: string;
  /** What nextest says of a failure. */
  readonly reason: string;
  /** What ended the test's process, when that was killed. */
  readonly signal?: string;
}

const KILLED = /\babort\b/;
const SIGNAL = /aborted with signal \d+[:\s(]+(SIG[A-Z0-9]+)/;

/** A case of the report; of several attempts the last one counts, but the first one's output is kept. */
export function reportedResult(one: JUnitCase): NextestResult {
  const { className: binaryId, name, outcome, durationMs, reason } = one;
  const result = { binaryId, name, isPassed: outcome === 'passed', durationMs };
  if (reason === undefined) return { ...result, output: '', reason: '' };
  const { type, message, text } = reason;
  return {
    ...result,
    output: withoutHarness(one.output, name),
    reason: message || type,
    ...(KILLED.test(type) && { signal: signalIn(text) ?? 'an unknown signal' }),
  };
}

/** The signal that nextest says that a test was aborted with. */
export function signalIn(text: string): string | undefined {
  return SIGNAL.exec(text)?.[1];
}

/** What went wrong in a failed test. */
export function nextestProblem({ name, output, reason, signal }: NextestResult): RawProblem {
  const found = rustProblem(output, name);
  const message = reason || output || 'The test failed and printed nothing.';
  if (signal !== undefined) {
    return { kind: 'crash', message, ...(found?.frames && { frames: found.frames }) };
  }
  return found ?? { kind: 'throw', message };
}

/** What a test printed by itself, without the words of the harness that ran it. */
export function withoutHarness(output: string, name: string): string {
  const words = new Set(['running 1 test', 'failures:', `    ${name}`, `---- ${name} stdout ----`]);
  return output
    .split('\n')
    .filter((line) => !words.has(line) && !line.startsWith('test result: '))
    .filter((line) => !(line.startsWith(`test ${name} `) && / \.\.\. \w+/.test(line)))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
