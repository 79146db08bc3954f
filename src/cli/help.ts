import { PRICES_AS_OF } from '../core/session/prices';

const OPTIONS_HELP = `  --cwd DIR          the project (default: this folder)
  --test "COMMAND"   the test command, when it is not found by itself
  --runner NAME      such as vitest, pytest or go; custom: the test command as it is
  --tests POLICY     edits of tests: locked (default: refused), ask (shown apart) or allowed
                     (written with the fix); a fix is judged by the tests as they were
  --sandbox MODE     of test runs: off (default); auto: files outside the copy can not be written,
                     keys of yours not be read (Linux with bubblewrap, else it says so); strict: no
                     network either, and no run without it
  --provider NAME    openai (any OpenAI-compatible server) or builtin (no model, no network)
  --model NAME       the model's name         (or OPENAI_MODEL)
  --feedback-model NAME   another model of the same server, to explain failures and review
  --base-url URL     the server's address     (or OPENAI_BASE_URL; the key: OPENAI_API_KEY)
  --effort LEVEL     quick (default), thorough or search
  --max-tokens N     most input and output tokens together
  --max-cost USD     most money, for models whose price is known (list of ${PRICES_AS_OF})
  --timeout SECONDS  most time for the whole session
  --seed N           the seed of all random choices (default: 1)`;

const OUTPUT_HELP = `  --patch FILE       write the patch to a file
  --json             print one JSON object per event and the outcome last
  --verbose          show the budget, and stack traces of errors`;

/** The help of `fixpoint fix`. */
export const FIX_HELP = `Usage: fixpoint fix [TEST FILE or NAME…] [options]

Repairs failing tests. Prints the patch and changes nothing unless --apply is given.

${OPTIONS_HELP}
  --continue         go on with the last session here that was cut off before its end
  --apply            write the fix into the project when it is fixed
${OUTPUT_HELP}

Exit codes: 0 fixed, 1 not fixed, 2 usage or configuration, 3 environment, 130 interrupted.
`;

/** The help of `fixpoint generate`. */
export const GENERATE_HELP = `Usage: fixpoint generate "INSTRUCTION" [TEST FILE or NAME…] [options]

Writes code from words. The project's tests judge it; where none does, a check is written from
the words first, and what passes it is called unproven. Prints the patch and changes nothing
unless --apply is given.

${OPTIONS_HELP}
  --apply            write the code into the project when it is done, unproven or not
${OUTPUT_HELP}

Exit codes: 0 done (unproven or not), 1 not done, 2 usage or configuration, 3 environment,
130 interrupted.
`;

/** The help of `fixpoint bench`. */
export const BENCH_HELP = `Usage: fixpoint bench <set> --path DIR [options]

Repairs a public set of bugs without a model, each by one half of its tests, and judges the repairs by all of them.

  quixbugs           the Python programs of a checkout of QuixBugs
  humanevalfix       the JavaScript programs of a checkout of octopack

  --path DIR         the checkout
  --only NAME        one program of the set; may be repeated
  --timeout SECONDS  most time for each program (default: 120)
  --seed N           the seed of all random choices (default: 1)
  --json             print one JSON object per program
  --verbose          show stack traces of errors
`;
