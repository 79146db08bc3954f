import { ExplainedError } from '../core/errors';
import { CLEAR_HELP } from './clearOptions';
import { EXIT, exitCodeOfError, type ExitCode } from './exitCodes';
import { BENCH_HELP, FIX_HELP, GENERATE_HELP } from './help';
import { errorLine } from './report/jsonReport';
import type { Screen } from './report/sessionPrinter';
import { terminalText } from './report/terminalText';
import { TEST_HELP } from './testOptions';
import { UsageError } from './usageError';
import { version } from '../../package.json';

type Run = (args: readonly string[], screen: Screen, interrupt: AbortSignal) => Promise<ExitCode>;

/** The subcommands; each is loaded only when it is called, so that help is instant. */
const COMMANDS: Readonly<
  Record<string, { readonly help: string; readonly load: () => Promise<Run> }>
> = {
  fix: { help: FIX_HELP, load: async () => (await import('./fix')).fix },
  generate: { help: GENERATE_HELP, load: async () => (await import('./generate')).generate },
  test: { help: TEST_HELP, load: async () => (await import('./test')).test },
  clear: { help: CLEAR_HELP, load: async () => (await import('./clear')).clear },
  bench: { help: BENCH_HELP, load: async () => (await import('./bench')).bench },
};

const HELP = `Fixpoint ${version}: iterates a red test to green.

Usage: fixpoint <command> [options]

  fix        repair failing tests
  generate   write code from words, judged by tests
  test       run the tests and print one normalised report
  clear      remove what is kept of a project
  bench      repair a public set of bugs without a model

fixpoint <command> --help tells more.
`;

const ASKS_FOR_HELP: ReadonlySet<string> = new Set(['--help', '-h', 'help']);

const screen: Screen = {
  write: (text) => process.stdout.write(process.stdout.isTTY ? terminalText(text) : text),
  isTerminal: process.stdout.isTTY,
};

async function main(args: readonly string[]): Promise<ExitCode> {
  const [name = 'help', ...rest] = args;
  if (ASKS_FOR_HELP.has(name)) return print(HELP);
  if (name === '--version') return print(`${version}\n`);
  const command = COMMANDS[name];
  if (command === undefined) {
    throw new UsageError(`There is no command "${name}". Run \`fixpoint --help\`.`);
  }
  if (rest.some((arg) => ASKS_FOR_HELP.has(arg))) return print(command.help);
  const run = await command.load();
  const interrupt = interruptSignal();
  try {
    return await run(rest, screen, interrupt);
  } catch (error) {
    if (interrupt.aborted) return EXIT.interrupted;
    throw error;
  }
}

function print(text: string): ExitCode {
  screen.write(text);
  return EXIT.ok;
}

/** Aborted by the first Ctrl+C, which ends the session in order; the second ends the program at once. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort();
    });
  }
  return controller.signal;
}

function explain(error: unknown, args: readonly string[]): ExitCode {
  const isExpected = error instanceof ExplainedError;
  const exitCode = isExpected ? exitCodeOfError(error.area) : EXIT.notFixed;
  const message = error instanceof Error ? error.message : String(error);
  const text = isExpected
    ? message
    : `Fixpoint met a fault of its own: ${message} (--verbose shows where).`;
  if (args.includes('--json')) screen.write(`${errorLine(text, exitCode)}\n`);
  process.stderr.write(`${text}\n`);
  if (args.includes('--verbose') && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  return exitCode;
}

// A reader such as `head` may close the pipe early; what it did not want to read is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const args = process.argv.slice(2);
main(args)
  .catch((error: unknown) => explain(error, args))
  .then((exitCode) => {
    process.exitCode = exitCode;
  })
  .catch(() => {
    process.exitCode = EXIT.notFixed;
  });
