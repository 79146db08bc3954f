import type { RunnerArguments } from './runnerArguments';
import { RUNNER_KINDS } from './runnerKinds';
import { splitCommandLine } from './splitCommandLine';

/** A test command whose runner is known. */
export interface RecognisedCommand extends RunnerArguments {
  /** Its name. */
  readonly runner: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The scripts of a package.json. */
export type Scripts = Readonly<Record<string, string>>;

/** Scripts may call scripts; more levels than this are a circle. */
const MAX_DEPTH = 8;
/** Programs that run the command behind them, after flags of their own. */
const WRAPPERS = new Set(['npx', 'pnpx', 'bunx', 'cross-env', 'c8', 'nyc', 'env', 'dotenv']);
/** Programs whose `run` or `exec` runs the command behind it. */
const PYTHON_MANAGERS = new Set(['poetry', 'uv', 'pipenv', 'hatch', 'pdm']);
const PACKAGE_MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun']);
const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;

/** The runner, flags and files of a test command line; undefined when no known runner is in it, or a shell is needed. */
export function recogniseCommand(line: string, scripts: Scripts): RecognisedCommand | undefined {
  const words = splitCommandLine(line);
  return words === undefined ? undefined : recognise(words, { scripts, depth: 0, environment: {} });
}

interface Context {
  readonly scripts: Scripts;
  readonly depth: number;
  readonly environment: Readonly<Record<string, string>>;
}

function recognise(words: readonly string[], context: Context): RecognisedCommand | undefined {
  const [first, ...rest] = words;
  if (first === undefined || context.depth > MAX_DEPTH) return undefined;
  const [, name, value = ''] = ASSIGNMENT.exec(first) ?? [];
  if (name !== undefined) {
    return recognise(rest, {
      ...context,
      environment: { ...context.environment, [name]: value },
    });
  }
  return recogniseProgram(programName(first), rest, context);
}

function recogniseProgram(
  program: string,
  rest: readonly string[],
  context: Context,
): RecognisedCommand | undefined {
  const inner = { ...context, depth: context.depth + 1 };
  if (WRAPPERS.has(program)) return recognise(afterFlags(rest), inner);
  if (PYTHON_MANAGERS.has(program)) {
    return rest[0] === 'run' ? recognise(afterFlags(rest.slice(1)), inner) : undefined;
  }
  const runner = recogniseRunner(program, rest, context);
  if (runner === undefined && PACKAGE_MANAGERS.has(program)) return recogniseScript(rest, inner);
  return runner;
}

function recogniseRunner(
  program: string,
  rest: readonly string[],
  { environment }: Context,
): RecognisedCommand | undefined {
  for (const kind of RUNNER_KINDS) {
    const found = kind.recognise(program, rest);
    if (found) return { runner: kind.name, environment, ...found };
  }
  return undefined;
}

/** `npm test`, `npm run x`, `yarn x`, `pnpm exec x`, with what is passed on behind it. */
function recogniseScript(rest: readonly string[], context: Context): RecognisedCommand | undefined {
  const [verb = '', ...more] = afterFlags(rest);
  if (/^(exec|x|dlx)$/.test(verb)) return recognise(afterFlags(more), context);
  if (/^run(-script)?$/.test(verb)) return runScript(more, context);
  const name = /^(t|tst)$/.test(verb) ? 'test' : verb;
  const isScript = Object.hasOwn(context.scripts, name);
  return isScript ? runScript([name, ...more], context) : recognise([name, ...more], context);
}

function runScript(words: readonly string[], context: Context): RecognisedCommand | undefined {
  const [name = '', ...passed] = words;
  const script = Object.hasOwn(context.scripts, name) ? context.scripts[name] : undefined;
  const own = script === undefined ? undefined : splitCommandLine(script);
  if (own === undefined) return undefined;
  return recognise([...own, ...passed.filter((word) => word !== '--')], context);
}

/** What stands behind leading flags; their values, if any, must be joined by `=`. */
function afterFlags(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !word.startsWith('-'));
  return start < 0 ? [] : words.slice(start);
}

function programName(word: string): string {
  return (word.split(/[\\/]/).at(-1) ?? word).replace(/\.(exe|cmd|m?js|cjs)$/i, '').toLowerCase();
}
