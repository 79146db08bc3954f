import { serverAddress } from '../adapters/models/serverAddress';
import type { SessionEvent } from '../core/session/events';
import type { Environment } from './chooseModel';
import type { FixOptions } from './fixOptions';
import { given } from './given';
import { UsageError } from './usageError';

/**
 * The options with the models, server, runner and test command that a session began with. Throws a `UsageError` when
 * options or environment name others now: a prompt goes to no other server, and no other tests judge.
 */
export function optionsAsBegun(
  options: FixOptions,
  start: Extract<SessionEvent, { kind: 'session' }>,
  environment: Environment,
): FixOptions {
  const begun = choicesOf(start);
  const contrary = wishesOf(options, environment).find((wish) => !agrees(wish, begun));
  if (contrary !== undefined) throw new UsageError(refusal(contrary, begun));
  return { ...begun, ...options };
}

/** What decides who is asked and who judges. */
type Choice = 'provider' | 'model' | 'baseUrl' | 'feedbackModel' | 'runner' | 'test';
type Choices = Pick<FixOptions, Choice>;

function choicesOf({
  model,
  feedbackModel,
  runner,
  task: { origin },
}: Extract<SessionEvent, { kind: 'session' }>): Choices {
  if (origin === undefined) {
    throw new UsageError(
      'The session that was cut off does not tell which server and tests it used, so it can not be continued; start a new one.',
    );
  }
  const { baseUrl, testCommand: test } = origin;
  if (model === 'built-in') return given({ provider: 'builtin' as const, runner, test });
  return given({ provider: 'openai' as const, model, baseUrl, feedbackModel, runner, test });
}

/** One choice as it is named now; `by` is the option or the variable. */
interface Wish {
  readonly choice: Choice;
  readonly by: string;
  readonly value: string;
  readonly isOption: boolean;
}

const FLAGS: Readonly<Record<Choice, string>> = {
  provider: '--provider',
  model: '--model',
  baseUrl: '--base-url',
  feedbackModel: '--feedback-model',
  runner: '--runner',
  test: '--test',
};
const VARIABLES = { model: 'OPENAI_MODEL', baseUrl: 'OPENAI_BASE_URL' } as const;

/** With the built-in engine asked for, nothing else about models says anything. */
function wishesOf(options: FixOptions, environment: Environment): readonly Wish[] {
  const choices: readonly Choice[] =
    options.provider === 'builtin'
      ? ['provider', 'runner', 'test']
      : ['provider', 'model', 'baseUrl', 'feedbackModel', 'runner', 'test'];
  return choices.flatMap((choice): readonly Wish[] => {
    const option = options[choice];
    if (option !== undefined) return [{ choice, by: FLAGS[choice], value: option, isOption: true }];
    if (choice !== 'model' && choice !== 'baseUrl') return [];
    const by = VARIABLES[choice];
    const value = environment[by];
    return value === undefined ? [] : [{ choice, by, value, isOption: false }];
  });
}

function agrees({ choice, value }: Wish, begun: Choices): boolean {
  const isOfModel = choice === 'model' || choice === 'baseUrl' || choice === 'feedbackModel';
  if (isOfModel && begun.provider === 'builtin') return false;
  if (choice === 'baseUrl') return serverAddress(value) === serverAddress(begun.baseUrl);
  return value === begun[choice];
}

function refusal({ choice, by, value, isOption }: Wish, begun: Choices): string {
  const isOfTests = choice === 'runner' || choice === 'test';
  const kept = begun.provider === 'builtin' && !isOfTests ? 'provider' : choice;
  // An address may hold a password, even one that can't be read.
  const said = choice === 'baseUrl' ? (serverAddress(value) ?? 'what is no address') : value;
  const wayOut = isOption ? 'leave it out' : `add ${FLAGS[kept]} ${nameOf(kept, begun)}`;
  return `The session that was cut off began with ${describe(kept, begun)}, but ${by} says ${said} now; ${wayOut}, or start a new session without --continue.`;
}

function describe(choice: Choice, begun: Choices): string {
  const name = nameOf(choice, begun);
  switch (choice) {
    case 'provider':
      return begun.model === undefined ? 'the built-in engine' : `the model ${begun.model}`;
    case 'model':
      return `the model ${name}`;
    case 'baseUrl':
      return `the server ${name}`;
    case 'feedbackModel':
      return begun.feedbackModel === undefined ? 'no second model' : `the second model ${name}`;
    case 'runner':
      return `the runner ${name}`;
    case 'test':
      return begun.test === undefined ? "the project's own test command" : `the tests of ${name}`;
  }
}

function nameOf(choice: Choice, begun: Choices): string {
  return (choice === 'baseUrl' ? serverAddress(begun.baseUrl) : begun[choice]) ?? '';
}
