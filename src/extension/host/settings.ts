import type { SandboxMode } from '../../adapters/processes/sandbox';
import type { TestLimits } from '../../core/ports';
import { budgetFor } from '../../core/policy/efforts';
import type { Effort, Task, TestEditPolicy } from '../../core/session/task';
import { DEFAULT_TEST_LIMITS } from '../../core/session/testLimits';

export type Provider = 'builtin' | 'openai' | 'vscode';

/** What the developer has configured, checked. */
export interface Settings {
  readonly provider: Provider;
  /** Empty when none is chosen. */
  readonly model: string;
  /** Of the same server; absent when the model itself explains and reviews. */
  readonly feedbackModel?: string;
  readonly baseUrl?: string;
  /** Base URLs of the servers that were added, in order. */
  readonly endpoints: readonly string[];
  readonly testCommand?: string;
  readonly runner?: string;
  readonly tests: TestEditPolicy;
  readonly sandbox: SandboxMode;
  readonly effort: Effort;
  readonly stepMode: boolean;
  readonly testTimeoutSeconds: number;
  readonly maxTokens?: number;
  readonly timeoutSeconds?: number;
}

/** Longest wait that timers of the platform can hold, in seconds (2^31 ms). */
const MAX_SECONDS = 2_147_483;
const DEFAULT_TEST_TIMEOUT_SECONDS = DEFAULT_TEST_LIMITS.timeoutMs / 1000;
const TEST_EDITS: readonly TestEditPolicy[] = ['locked', 'ask', 'allowed'];
const SANDBOX_MODES: readonly SandboxMode[] = ['off', 'auto', 'strict'];
const PROVIDERS: readonly Provider[] = ['builtin', 'openai', 'vscode'];
const EFFORTS: readonly Effort[] = ['quick', 'thorough', 'search'];

/** Reads settings by name (without `fixpoint.`); a value of the wrong kind counts as not set. */
export function parseSettings(get: (name: string) => unknown): Settings {
  const runner = text(get('runner'));
  return {
    provider: PROVIDERS.find((provider) => provider === get('provider')) ?? 'builtin',
    model: text(get('model')) ?? '',
    endpoints: texts(get('endpoints')),
    tests: TEST_EDITS.find((policy) => policy === get('tests')) ?? 'locked',
    sandbox: SANDBOX_MODES.find((mode) => mode === get('sandbox')) ?? 'off',
    effort: EFFORTS.find((effort) => effort === get('effort')) ?? 'quick',
    stepMode: get('stepMode') === true,
    testTimeoutSeconds:
      positive(get('testTimeoutSeconds'), MAX_SECONDS) ?? DEFAULT_TEST_TIMEOUT_SECONDS,
    ...present('feedbackModel', text(get('feedbackModel'))),
    ...present('baseUrl', text(get('baseUrl'))),
    ...present('testCommand', text(get('testCommand'))),
    ...present('runner', runner === 'auto' ? undefined : runner),
    ...present('maxTokens', positive(get('maxTokens'))),
    ...present('timeoutSeconds', positive(get('timeoutSeconds'), MAX_SECONDS)),
  };
}

/** The task of doing what is wanted within what the settings allow. */
export function taskFor(
  wanted: Pick<Task, 'targets' | 'instruction' | 'experience' | 'constraints'>,
  settings: Settings,
): Task {
  const { tests, effort, maxTokens, timeoutSeconds } = settings;
  return {
    ...wanted,
    tests,
    effort,
    budget: {
      ...budgetFor(effort),
      ...(maxTokens !== undefined && { maxTokens }),
      ...(timeoutSeconds !== undefined && { timeoutMs: timeoutSeconds * 1000 }),
    },
    testLimits: testLimitsFor(settings),
    seed: 1,
  };
}

/** The limits of one test run. */
export function testLimitsFor({ testTimeoutSeconds }: Settings): TestLimits {
  const timeoutMs = testTimeoutSeconds * 1000;
  return { timeoutMs, silenceMs: Math.min(DEFAULT_TEST_LIMITS.silenceMs, timeoutMs) };
}

function present<K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [P in K]: V });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((each) => text(each) ?? []) : [];
}

function positive(value: unknown, max = Number.MAX_SAFE_INTEGER): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return undefined;
  return Math.min(value, max);
}
