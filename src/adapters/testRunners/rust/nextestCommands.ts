import type { RunPlan } from '../report/reportedRun';
import { PASSED_ON, withoutTargets } from './cargoCommand';
import { showCargoLines } from './cargoMessages';
import { OUR_PROFILE } from './nextestConfig';
import { asCargoFlags, withoutFilters, type NextestFlags } from './nextestFlags';
import { withoutNextestList } from './nextestList';
import type { NextestNarrowing } from './nextestSelection';

/** How nextest is called in one workspace. */
export interface NextestSetup {
  /** Absolute path of cargo, with the toolchain that the user's command names. */
  readonly cargo: readonly string[];
  readonly flags: NextestFlags;
  /** Name filters of the user's own command, used when all tests are wanted. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What is to be run. */
export interface NextestChoice {
  readonly manifest: readonly string[];
  readonly narrow: NextestNarrowing | undefined;
  /** Absolute path of the settings. */
  readonly config: string;
}

/** The words that its results are read from when it is stopped; what tests print is for people. */
const REPORTED = [
  '--no-fail-fast',
  '--status-level=pass',
  '--final-status-level=none',
  '--failure-output=immediate',
  '--success-output=immediate',
];

/** cargo tells why a build fails, the list tells what is to be run, and the run's report how that ended. */
export function nextestCommands(
  setup: NextestSetup,
  choice: NextestChoice,
): Pick<RunPlan, 'before' | 'command'> {
  const { cargo, flags } = setup;
  const own = choice.narrow === undefined ? flags.build : withoutTargets(flags.build);
  const build = [...choice.manifest, ...own, ...(choice.narrow?.build ?? []), '--color=never'];
  const common = [...build, ...testArguments(setup, choice)];
  return {
    before: [
      [...cargo, 'test', '--no-run', '--message-format=json', ...asCargoFlags(build)],
      [...cargo, 'nextest', 'list', '--message-format=json', ...common],
    ],
    command: [...cargo, 'nextest', 'run', ...REPORTED, ...flags.run, ...common],
  };
}

/** Filters of the user's own command are used when all tests are wanted. */
function testArguments(
  { flags, files }: NextestSetup,
  { narrow, config }: NextestChoice,
): readonly string[] {
  const passed = flags.behind.length === 0 ? [] : [PASSED_ON, ...flags.behind];
  const settings = [`--config-file=${config}`, `--profile=${OUR_PROFILE}`];
  if (narrow === undefined) return [...settings, ...flags.choice, ...files, ...passed];
  return [...settings, ...withoutFilters(flags.choice), '-E', narrow.filter, ...passed];
}

/** What people are shown: all but the list. */
export function showNextestLines(text: string): string {
  return showCargoLines(withoutNextestList(text));
}
