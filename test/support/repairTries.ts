import type { RepairStyle, SessionEvent } from '../../src/core/session/events';
import type { Verdict } from '../../src/core/selection/verdict';
import { testReport } from './reports';

/** Repairs of the baseline in one style, and how often they won. */
export interface Tries {
  readonly style: RepairStyle;
  readonly failure: string;
  readonly won: number;
  readonly lost: number;
  readonly model?: string;
}

const BASELINE_VALUE = 0.15;

/** The events of a session of such repairs, as far as they teach anything: the wins first, 100 tokens a try. */
export function repairTries({
  won,
  lost,
  model = 'gpt-5',
  ...way
}: Tries): readonly SessionEvent[] {
  const session: SessionEvent = {
    kind: 'session',
    model,
    runner: 'fake',
    task: {
      targets: [],
      tests: 'locked',
      effort: 'quick',
      budget: { maxRequests: 6 },
      testLimits: { timeoutMs: 1, silenceMs: 1 },
      seed: 1,
    },
  };
  const tries = Array.from({ length: won + lost }, (_, index) => [
    repairOf({ parent: 0, iteration: index + 1, ...way }),
    replyOf(100),
    evalOf(index + 1, index < won ? 0.5 : BASELINE_VALUE),
  ]);
  return [session, ...tries.flat()];
}

/** The start of a repair. */
export function repairOf(fields: {
  readonly parent: number;
  readonly iteration: number;
  readonly style?: RepairStyle;
  readonly failure?: string;
}): SessionEvent {
  return { kind: 'action', action: 'repair', ...fields };
}

/** A reply that took so many tokens, three quarters of them for the prompt. */
export function replyOf(tokens: number): SessionEvent {
  const usage = { inputTokens: tokens * 0.75, outputTokens: tokens * 0.25, estimated: true };
  return { kind: 'reply', role: 'repair', text: '', usage, durationMs: 1 };
}

/** The evaluation of a revision with this value; `flips` are the tests that passed in its parent. */
export function evalOf(
  revision: number,
  value: number,
  flips: readonly string[] = [],
): SessionEvent {
  const verdict: Verdict = {
    fixed: 0,
    total: 1,
    stillRed: ['adds'],
    regressions: flips,
    testsWeakened: [],
    wholeSuite: true,
    value,
  };
  return { kind: 'eval', revision, verdict, report: testReport([]), behaviour: '', flips };
}
