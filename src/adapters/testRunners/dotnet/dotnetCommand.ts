import type { FilterStyle } from './dotnetFilter';
import type { DotnetProjects, TestPlatform } from './dotnetProjects';

/** What a command line of `dotnet test` is made of. */
export interface DotnetCall {
  readonly platform: TestPlatform;
  /** Solution or project; undefined to let `dotnet` look for one. */
  readonly target: string | undefined;
  /** Flags of the user's own command, and what stands behind its `--`. */
  readonly flags: readonly string[];
  readonly passed: readonly string[];
  /** Absolute path of the folder for reports. */
  readonly reports: string;
  /** Absolute path of the folder for what is built. */
  readonly build: string;
  /** Whether the tests are those of xunit.v3, which has a report of its own. */
  readonly isXunit3: boolean;
  readonly filter: readonly string[];
}

/** Nothing is sent, nothing outlives the run, and what is printed is English. */
export const DOTNET_ENVIRONMENT: Readonly<Record<string, string>> = {
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  TESTINGPLATFORM_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1',
  DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE: '1',
  DOTNET_CLI_UI_LANGUAGE: 'en',
  TESTINGPLATFORM_UI_LANGUAGE: 'en',
  DOTNET_CLI_USE_MSBUILD_SERVER: '0',
  MSBUILDDISABLENODEREUSE: '1',
  // Its way of writing changes with each version.
  MSBUILDTERMINALLOGGER: 'off',
};

/** The arguments behind `dotnet`. */
export function dotnetArguments(call: DotnetCall): readonly string[] {
  switch (call.platform) {
    case 'vstest':
      return [...begin(call), ...vstestFlags(call), ...call.filter, ...behindMark(call.passed)];
    case 'bridged':
      return [...begin(call), '--', ...call.passed, ...platformFlags(call), ...call.filter];
    case 'platform':
      return [
        ...['test', ...namedTarget(call), ...call.flags, ...properties(call)],
        // Tests that pass are told too, as signs of life.
        ...['--no-ansi', '--no-progress', '--output', 'Detailed'],
        ...[...platformFlags(call), ...call.filter, ...call.passed],
      ];
  }
}

/** How the tests of these projects are chosen. */
export function filterStyle({ tests, platform }: DotnetProjects): FilterStyle {
  if (platform === 'vstest') return 'expression';
  const has = (name: RegExp): boolean => tests.some(({ text }) => name.test(text));
  if (has(/"TUnit\b/i)) return 'none';
  if (!has(XUNIT_3)) return 'expression';
  return has(/"(NUnit|MSTest)\b/i) ? 'none' : 'xunit';
}

/** Whether one of these projects uses xunit.v3, and none the report of Microsoft.Testing.Platform. */
export function hasXunit3({ tests }: DotnetProjects): boolean {
  const has = (name: RegExp): boolean => tests.some(({ text }) => name.test(text));
  return has(XUNIT_3) && !has(/"Microsoft\.Testing\.Extensions\.TrxReport"/i);
}

const XUNIT_3 = /"xunit\.v3\b/i;

function begin(call: DotnetCall): readonly string[] {
  const target = call.target === undefined ? [] : [call.target];
  return ['test', ...target, ...call.flags, '--nologo', ...properties(call)];
}

/**
 * As properties, because `--artifacts-path` is no option of every version and command line. The folder lies outside of
 * the tree: `bin` and `obj` in it are put back between runs with new times, so that changed code would not be built.
 */
function properties({ build }: DotnetCall): readonly string[] {
  return [
    `-p:ArtifactsPath=${build}`,
    ...['-p:UseSharedCompilation=false', '-p:UseRazorBuildServer=false'],
    '-p:VsTestUseMSBuildOutput=false',
  ];
}

function vstestFlags({ reports }: DotnetCall): readonly string[] {
  return [
    ...['--results-directory', reports, '--logger', 'trx;LogFilePrefix=fixpoint'],
    ...['--logger', 'console;verbosity=detailed'],
    // Names the test that ran when the process crashed.
    '--blame',
  ];
}

/** Exit code 8 says that no test ran, which is normal for some projects when tests are chosen. */
function platformFlags({ reports, isXunit3 }: DotnetCall): readonly string[] {
  const report = isXunit3 ? '--report-xunit-trx' : '--report-trx';
  return ['--results-directory', reports, report, '--ignore-exit-code', '8'];
}

function namedTarget({ target }: DotnetCall): readonly string[] {
  if (target === undefined) return [];
  return [/\.sln[xf]?$/i.test(target) ? '--solution' : '--project', target];
}

function behindMark(passed: readonly string[]): readonly string[] {
  return passed.length === 0 ? [] : ['--', ...passed];
}
