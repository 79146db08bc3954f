import { emptySession, nextSession, type SessionState } from '../../src/core/session/sessionState';
import type { ActionName, SessionEvent } from '../../src/core/session/events';
import type { Outcome } from '../../src/core/session/outcome';
import type { Task } from '../../src/core/session/task';
import type { Revision } from '../../src/core/revisions/fileEdit';
import type { Verdict } from '../../src/core/selection/verdict';
import type { TestReport } from '../../src/core/testReport';

/** Events of a session, each complete, with only what a test is about spelled out. */
export const story = {
  session: (model = 'built-in', task: Partial<Task> = {}): SessionEvent => ({
    kind: 'session',
    model,
    runner: 'vitest',
    task: {
      targets: [],
      tests: 'locked',
      effort: 'quick',
      budget: { maxRequests: 6 },
      testLimits: { timeoutMs: 1000, silenceMs: 1000 },
      seed: 1,
      ...task,
    },
  }),
  baseline: (targets: readonly string[], flaky: readonly string[] = []): SessionEvent => ({
    kind: 'baseline',
    report: reportOf(targets),
    targets,
    flaky,
  }),
  action: (
    action: ActionName,
    fields: Partial<Extract<SessionEvent, { kind: 'action' }>> = {},
  ): SessionEvent => ({ kind: 'action', action, iteration: 1, parent: 0, ...fields }),
  reply: (tokens: number, durationMs: number): SessionEvent => ({
    kind: 'reply',
    role: 'draft',
    text: 'reply',
    usage: { inputTokens: tokens, outputTokens: 0, estimated: false },
    durationMs,
  }),
  patch: (number: number, revision: Partial<Revision> = {}): SessionEvent => ({
    kind: 'patch',
    revision: {
      number,
      parent: 0,
      files: [],
      patchKey: String(number),
      explanation: '',
      ...revision,
    },
  }),
  eval: (revision: number, verdict: Partial<Verdict> = {}): SessionEvent => ({
    kind: 'eval',
    revision,
    verdict: verdictOf(verdict),
    report: reportOf(verdict.stillRed ?? []),
    behaviour: String(revision),
    flips: [],
  }),
  guard: (message: string): SessionEvent => ({ kind: 'guard', reason: 'unreadable', message }),
  outcome: (outcome: Partial<Outcome>): SessionEvent => ({
    kind: 'outcome',
    outcome: {
      kind: 'fixed',
      message: 'Fixed.',
      revision: 1,
      revisions: 1,
      verdict: verdictOf({}),
      patch: '',
      usage: { requests: 0, inputTokens: 0, outputTokens: 0 },
      time: { totalMs: 0, modelMs: 0, testMs: 0, overheadMs: 0 },
      ...outcome,
    },
  }),
};

/** The state of a session after these events. */
export function stateAfter(...events: readonly SessionEvent[]): SessionState {
  return events.reduce(nextSession, emptySession);
}

/** A verdict, wholly green but for what is given. */
export function verdictOf(verdict: Partial<Verdict>): Verdict {
  return {
    fixed: 1,
    total: 1,
    stillRed: [],
    regressions: [],
    testsWeakened: [],
    wholeSuite: true,
    value: 1,
    ...verdict,
  };
}

function reportOf(red: readonly string[]): TestReport {
  return {
    runner: 'vitest',
    command: ['vitest'],
    verdict: red.length > 0 ? 'failed' : 'passed',
    tests: red.map((id) => ({
      id,
      name: id,
      suite: [],
      status: 'failed',
      durationMs: 1,
      problems: [],
    })),
    loadErrors: [],
    outputTail: '',
    durationMs: 1500,
  };
}
