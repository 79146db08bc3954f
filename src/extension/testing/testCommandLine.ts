/** What may stand before a command: variables, and programs that run the command behind them. */
const BEFORE =
  /^(?:[A-Za-z_]\w*=\S*|env|cross-env|npx|bunx|pnpx|(?:pnpm|yarn|npm) (?:exec|dlx)|(?:poetry|uv|pipenv|hatch|pdm|bundle) (?:run|exec)|--|-\w|--[a-z][\w-]*)\s+/;

/** Commands that run tests and end. */
const TEST_COMMANDS: readonly RegExp[] = [
  /^(?:npm|pnpm|yarn|bun)(?: run| run-script)? (?:t|tst|test)(?:[:.-][\w:.-]*)?(?: |$)/,
  /^(?:vitest|jest|mocha|ava|jasmine|tap|pytest|py\.test|tox|nox|rspec|phpunit|ctest|gotestsum)(?: |$)/,
  /^(?:\S*\/)?(?:node|tsx)(?: \S+)* --test(?: |$)/,
  /^(?:\S*\/)?(?:python[\d.]*|py) -m (?:pytest|unittest)(?: |$)/,
  /^coverage run (?:\S+ )*-m (?:pytest|unittest)(?: |$)/,
  /^(?:go|deno|dotnet|swift|mix|rake|make|just) (?:test|spec)(?: |$)/,
  /^cargo (?:t|test|nextest r(?:un)?)(?: |$)/,
  /^(?:mvn|(?:\.\/)?mvnw|gradle|(?:\.\/)?gradlew) (?:\S+ )*(?:test|verify|check)(?: |$)/,
];

/** Signals end with 128 and their number; the interrupt of Ctrl+C is one of them. */
const FIRST_SIGNAL_CODE = 128;

/** Whether a command line that ended so was a test run that is red: not one that was stopped. */
export function isRedTestRun(line: string, exitCode: number | undefined): boolean {
  if (exitCode === undefined || exitCode <= 0 || exitCode >= FIRST_SIGNAL_CODE) return false;
  return isTestRun(line);
}

/** Whether a command line runs tests, and its end tells how they went. */
export function isTestRun(line: string): boolean {
  // The last command's end is the line's, but any command of a chain can end that chain.
  const chain = line.trim().split(';').at(-1) ?? '';
  const commands = chain.split('&&').map((command) => command.replaceAll(/\s+/g, ' ').trim());
  if (commands.some((command) => /\|/.test(command))) return false;
  return commands.some((command) => TEST_COMMANDS.some((known) => known.test(bare(command))));
}

/** The words of a command line that name test files, as they are written. */
export function testFilesIn(line: string): readonly string[] {
  const words = line.split(/\s+/).map((word) => word.replaceAll(/^['"]|['"]$/g, ''));
  return words.filter((word) => !word.startsWith('-') && TEST_FILE.test(word));
}

/** With what pytest writes behind a file. */
const TEST_FILE = /(?:^|[\\/._-])(?:test|spec)s?(?:[._-][^\\/]*)?\.(?:[cm]?[jt]sx?|py)(?:::\S+)?$/i;

function bare(command: string): string {
  const rest = command.replace(BEFORE, '');
  return rest === command ? rest : bare(rest);
}
