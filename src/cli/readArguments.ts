import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usageError';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The values and positionals of one subcommand; throws a `UsageError` with the nearest option for an unknown one. */
export function readArguments<T extends Options>(
  command: string,
  args: readonly string[],
  options: T,
): ReturnType<typeof parse<T>> {
  try {
    return parse(args, options);
  } catch (error) {
    throw new UsageError(`${explain(error, args, options)} Run \`fixpoint ${command} --help\`.`);
  }
}

/** A whole number of at least `least`, or undefined when the option is absent. */
export function wholeNumber(
  option: string,
  value: string | undefined,
  least: number,
): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(number) && number >= least) return number;
  throw new UsageError(
    `--${option} takes a whole number from ${String(least)} up, not "${value}".`,
  );
}

/** A number above zero, or undefined when the option is absent. */
export function positiveNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number) && number > 0) return number;
  throw new UsageError(`--${option} takes a number above 0, not "${value}".`);
}

/** One of the allowed words, or undefined when the option is absent. */
export function oneOf<T extends string>(
  option: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  throw new UsageError(`--${option} takes ${allowed.join(', ')}, not "${value}".`);
}

function parse<T extends Options>(args: readonly string[], options: T) {
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
}

function explain(error: unknown, args: readonly string[], options: Options): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const unknown = args.find((arg) => arg.startsWith('-') && !isKnown(arg, options)) ?? '';
    const near = nearest(unknown, Object.keys(options));
    return `There is no option ${unknown}.${near === undefined ? '' : ` Did you mean --${near}?`}`;
  }
  const message =
    error instanceof Error
      ? (error.message.split('\n', 1)[0] ?? '')
      : 'The options can not be read.';
  return message.endsWith('.') ? message : `${message}.`;
}

function isKnown(arg: string, options: Options): boolean {
  const name = /^--([^=]+)/.exec(arg)?.[1];
  return name !== undefined && name in options;
}

/** The option that shares the longest start with what was written, at least two letters. */
function nearest(written: string, names: readonly string[]): string | undefined {
  const bare = written.replace(/^-+/, '');
  const shared = (name: string): number => {
    let count = 0;
    while (count < bare.length && bare[count] === name[count]) count++;
    return count;
  };
  const best = names.toSorted((a, b) => shared(b) - shared(a))[0];
  return best !== undefined && shared(best) >= 2 ? best : undefined;
}
