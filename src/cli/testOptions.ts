/** The help of `fixpoint test`. */
export const TEST_HELP = `Usage: fixpoint test [TEST FILE…] [options]

Runs the project's tests and prints one normalised report, whatever the runner.

  --cwd DIR          the project (default: this folder)
  --test "COMMAND"   the test command, when it is not found by itself
  --runner NAME      such as vitest, pytest or go; custom: the test command as it is
  --sandbox MODE     off (default), auto or strict; see fixpoint fix --help
  --timeout SECONDS  most time for the run (default: 300)
  --json             print the report as one JSON object
  --verbose          show stack traces of errors

Exit codes: 0 passed, 1 not passed, 2 usage or configuration, 3 environment, 130 interrupted.
`;
