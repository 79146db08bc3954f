import type { SessionEvent } from '../../src/core/session/events';
import type { Outcome } from '../../src/core/session/outcome';
import type { Verdict } from '../../src/core/selection/verdict';
import type { TestResult } from '../../src/core/testReport';
import { failedTest, testReport, testResult } from './reports';

type EventOf<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>;

/** Single events of a journal, each complete, with only what a test is about spelled out. */
export const journal = {
  session: (model: string): SessionEvent => ({
    kind: 'session',
    model,
    runner: 'fake',
    task: {
      targets: [],
      tests: 'locked',
      effort: 'quick',
      budget: { maxRequests: 6 },
      testLimits: { timeoutMs: 1000, silenceMs: 1000 },
      seed: 1,
    },
  }),
  /** Every failed test is a target. */
  baseline: (tests: readonly TestResult[], flaky: readonly string[] = []): SessionEvent => ({
    kind: 'baseline',
    report: testReport(tests),
    targets: tests.filter(({ status }) => status === 'failed').map(({ id }) => id),
    flaky,
  }),
  action: (action: EventOf<'action'>['action']): SessionEvent => ({
    kind: 'action',
    action,
    iteration: 1,
    parent: 0,
  }),
  reply: (inputTokens: number, outputTokens: number): SessionEvent => ({
    kind: 'reply',
    role: 'draft',
    text: '',
    usage: { inputTokens, outputTokens, estimated: false },
    durationMs: 1,
  }),
  patch: (number: number, parent = 0): SessionEvent => ({
    kind: 'patch',
    revision: { number, parent, files: [], patchKey: String(number), explanation: '' },
  }),
  eval: (revision: number, value: number, fields: Partial<EventOf<'eval'>> = {}): SessionEvent => ({
    kind: 'eval',
    revision,
    verdict: verdictOf({ value }),
    report: testReport([]),
    behaviour: String(revision),
    flips: [],
    ...fields,
  }),
  guard: (reason: EventOf<'guard'>['reason']): SessionEvent => ({
    kind: 'guard',
    reason,
    message: 'Refused.',
  }),
  friction: (): SessionEvent => ({ kind: 'friction', reason: 'same-result', count: 1 }),
  refresh: (from: number): SessionEvent => ({ kind: 'refresh', from, lessons: [] }),
  outcome: (fields: Partial<Outcome> = {}): SessionEvent => ({
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
      ...fields,
    },
  }),
};

/** A verdict on one target, wholly green but for what is given. */
export function verdictOf(fields: Partial<Verdict>): Verdict {
  return {
    fixed: 1,
    total: 1,
    stillRed: [],
    regressions: [],
    testsWeakened: [],
    wholeSuite: true,
    value: 1,
    ...fields,
  };
}

/** Tests from a drawing such as `+adds -prints ~waits`: passed, failed, skipped. */
export function drawnTests(drawing: string): readonly TestResult[] {
  return drawing
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const name = word.slice(1);
      if (word.startsWith('-')) return { ...failedTest(name), id: name };
      return testResult(name, { id: name, status: word.startsWith('~') ? 'skipped' : 'passed' });
    });
}
