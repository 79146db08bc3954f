import type { Model } from '../core/ports';
import type { Experience } from '../core/search/bandit';
import { budgetFor } from '../core/policy/efforts';
import { priceOf } from '../core/session/prices';
import type { Budget, Origin, Task } from '../core/session/task';
import { DEFAULT_TEST_LIMITS } from '../core/session/testLimits';
import type { FixOptions } from './fixOptions';
import { UsageError } from './usageError';

interface Known {
  readonly model?: Model;
  readonly experience?: Experience;
  readonly origin: Origin;
}

/** The task that options describe; throws a `UsageError` for a limit in money on a model whose price is not known. */
export function taskOf(options: FixOptions, { model, experience, origin }: Known): Task {
  const { targets, instruction, tests, effort, seed, maxTokens, timeoutSeconds } = options;
  return {
    targets,
    ...(instruction !== undefined && { instruction }),
    tests,
    effort,
    budget: {
      ...budgetFor(effort),
      ...maxCostOf(options, model),
      ...(maxTokens !== undefined && { maxTokens }),
      ...(timeoutSeconds !== undefined && { timeoutMs: timeoutSeconds * 1000 }),
    },
    testLimits: DEFAULT_TEST_LIMITS,
    seed,
    ...(experience !== undefined && { experience }),
    origin,
  };
}

function maxCostOf(
  { maxCostUsd: usd }: FixOptions,
  model: Model | undefined,
): Pick<Budget, 'maxCost'> {
  if (usd === undefined || model === undefined) return {};
  const price = priceOf(model.name);
  if (price !== undefined) return { maxCost: { usd, price } };
  throw new UsageError(
    `The price of ${model.name} is not known; limit the repair with --max-tokens instead.`,
  );
}
