import { SANDBOX_MODES, type SandboxMode } from '../adapters/processes/sandbox';
import type { Effort, TestEditPolicy } from '../core/session/task';
import { given } from './given';
import { oneOf, positiveNumber, readArguments, wholeNumber } from './readArguments';
import { UsageError } from './usageError';

/** What `fixpoint fix` or `fixpoint generate` was asked for; absent fields were not given. */
export interface FixOptions {
  readonly targets: readonly string[];
  /** What is wanted, in words; only of `generate`. */
  readonly instruction?: string;
  /** Whether the last session that was cut off shall be continued. */
  readonly continues: boolean;
  readonly cwd: string;
  readonly test?: string;
  readonly runner?: string;
  readonly tests: TestEditPolicy;
  readonly sandbox: SandboxMode;
  readonly provider?: 'openai' | 'builtin';
  readonly model?: string;
  readonly feedbackModel?: string;
  readonly baseUrl?: string;
  readonly effort: Effort;
  readonly maxTokens?: number;
  readonly maxCostUsd?: number;
  readonly timeoutSeconds?: number;
  readonly seed: number;
  readonly apply: boolean;
  readonly patch?: string;
  readonly json: boolean;
  readonly verbose: boolean;
}

const OPTIONS = {
  cwd: { type: 'string' },
  test: { type: 'string' },
  runner: { type: 'string' },
  tests: { type: 'string' },
  sandbox: { type: 'string' },
  provider: { type: 'string' },
  model: { type: 'string' },
  'feedback-model': { type: 'string' },
  'base-url': { type: 'string' },
  effort: { type: 'string' },
  'max-tokens': { type: 'string' },
  'max-cost': { type: 'string' },
  timeout: { type: 'string' },
  seed: { type: 'string' },
  apply: { type: 'boolean' },
  patch: { type: 'string' },
  json: { type: 'boolean' },
  verbose: { type: 'boolean' },
} as const;

const FIX_OPTIONS = { ...OPTIONS, continue: { type: 'boolean' } } as const;

/** Options that say what a session does; one that is continued has them already. */
const TASK_OPTIONS = ['tests', 'effort', 'max-tokens', 'max-cost', 'timeout', 'seed'] as const;

/** Reads the options of `fix`; throws a `UsageError` that says what to write instead. */
export function readFixOptions(args: readonly string[]): FixOptions {
  const { values, positionals } = readArguments('fix', args, FIX_OPTIONS);
  const continues = values.continue ?? false;
  const taskOption = TASK_OPTIONS.find((name) => values[name] !== undefined);
  if (continues && (taskOption !== undefined || positionals.length > 0)) {
    const surplus = taskOption === undefined ? 'the tests to fix' : `--${taskOption}`;
    throw new UsageError(`--continue goes on with the task as it was; leave out ${surplus}.`);
  }
  return { ...optionsOf(values), targets: positionals, continues };
}

/** Reads the options of `generate`; throws a `UsageError` that says what to write instead. */
export function readGenerateOptions(args: readonly string[]): FixOptions {
  const { values, positionals } = readArguments('generate', args, OPTIONS);
  const [instruction = '', ...targets] = positionals;
  if (instruction.trim() === '') {
    throw new UsageError(
      'Say what to write, in quotes: fixpoint generate "a function that …". Run `fixpoint generate --help`.',
    );
  }
  return { ...optionsOf(values), instruction: instruction.trim(), targets, continues: false };
}

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];

function optionsOf(values: Values): Omit<FixOptions, 'targets' | 'continues'> {
  return {
    cwd: values.cwd ?? '.',
    tests: oneOf('tests', values.tests, ['locked', 'ask', 'allowed'] as const) ?? 'locked',
    sandbox: oneOf('sandbox', values.sandbox, SANDBOX_MODES) ?? 'off',
    effort: oneOf('effort', values.effort, ['quick', 'thorough', 'search'] as const) ?? 'quick',
    seed: wholeNumber('seed', values.seed, 0) ?? 1,
    apply: values.apply ?? false,
    json: values.json ?? false,
    verbose: values.verbose ?? false,
    ...given({
      test: values.test,
      runner: values.runner,
      provider: oneOf('provider', values.provider, ['openai', 'builtin'] as const),
      model: values.model,
      feedbackModel: values['feedback-model'],
      baseUrl: httpUrl(values['base-url']),
      maxTokens: wholeNumber('max-tokens', values['max-tokens'], 1),
      maxCostUsd: positiveNumber('max-cost', values['max-cost']),
      timeoutSeconds: positiveNumber('timeout', values.timeout),
      patch: values.patch,
    }),
  };
}

function httpUrl(value: string | undefined): string | undefined {
  if (value === undefined || (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)))
    return value;
  throw new UsageError(
    `--base-url takes an address such as http://localhost:11434/v1, not "${value}".`,
  );
}
