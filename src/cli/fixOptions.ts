import type { Effort } from '../core/session/task';
import { PRICES_AS_OF } from '../core/session/prices';
import { oneOf, positiveNumber, readArguments, wholeNumber } from './readArguments';
import { UsageError } from './usageError';

/** What `fixpoint fix` was asked for; absent fields were not given. */
export interface FixOptions {
  readonly targets: readonly string[];
  readonly cwd: string;
  readonly test?: string;
  readonly runner?: string;
  readonly provider?: 'openai' | 'builtin';
  readonly model?: string;
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

/** The help of `fixpoint fix`. */
export const FIX_HELP = `Usage: fixpoint fix [TEST FILE or NAME…] [options]

Repairs failing tests. Prints the patch and changes nothing unless --apply is given.

  --cwd DIR          the project (default: this folder)
  --test "COMMAND"   the test command, when it is not found by itself
  --runner NAME      node:test, vitest or pytest
  --provider NAME    openai (any OpenAI-compatible server) or builtin (no model, no network)
  --model NAME       the model's name         (or OPENAI_MODEL)
  --base-url URL     the server's address     (or OPENAI_BASE_URL; the key: OPENAI_API_KEY)
  --effort LEVEL     quick (default), thorough or search
  --max-tokens N     most input and output tokens together
  --max-cost USD     most money, for models whose price is known (list of ${PRICES_AS_OF})
  --timeout SECONDS  most time for the whole repair
  --seed N           the seed of all random choices (default: 1)
  --apply            write the fix into the project when it is fixed
  --patch FILE       write the patch to a file
  --json             print one JSON object per event and the outcome last
  --verbose          show stack traces of errors

Exit codes: 0 fixed, 1 not fixed, 2 usage or configuration, 3 environment, 130 interrupted.
`;

const OPTIONS = {
  cwd: { type: 'string' },
  test: { type: 'string' },
  runner: { type: 'string' },
  provider: { type: 'string' },
  model: { type: 'string' },
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

/** Reads the options of `fix`; throws a `UsageError` that says what to write instead. */
export function readFixOptions(args: readonly string[]): FixOptions {
  const { values, positionals } = readArguments('fix', args, OPTIONS);
  return {
    targets: positionals,
    cwd: values.cwd ?? '.',
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

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that have a value. */
function given<T extends object>(fields: T): Given<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Given<T>;
}
