import { join } from 'node:path';
import type { EvaluatedValue, FileTexts, WarmTests, WarmUpRequest } from '../../../core/ports';
import type { RunnerEvent } from '../report/runnerEvents';
import { openTreePaths } from '../report/treePaths';
import { readCoverage, readValues } from '../warm/readAnswer';
import { toldIn, toldResult, UNKNOWN_RESULT } from '../warm/toldTests';
import { openWarmProcess } from '../warm/warmProcess';
import type { NodeProgram } from './nodeProgram';

/** How tests are kept loaded in a Node of the project. */
export interface WarmScripts {
  readonly node: NodeProgram;
  /** Flags of Node that the project's own command has. */
  readonly nodeFlags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
  /** The script there that runs a test file with the project's runner. */
  readonly engine: string;
  /** Test files, relative to the tree. */
  readonly files: readonly string[];
  /** What the engine needs besides. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether an event is of the tests that are wanted. */
  readonly keep?: (event: RunnerEvent) => boolean;
}

/** A check may wait for others for so long, in milliseconds; its own time counts from its start. */
const QUEUE_MS = 30_000;
/** From these releases on, what is imported and what is required can be replaced alike. */
const HOOKS_SINCE: Readonly<Record<number, number>> = { 22: 15, 23: 5 };
const NO_END: EvaluatedValue = { kind: 'error', text: 'no end' };

/** Loads test files in worker threads of one process; undefined when they or their Node do not allow it. */
export async function warmScripts(
  scripts: WarmScripts,
  { root, parallel, tests, isBackground = false }: WarmUpRequest,
  signal: AbortSignal,
): Promise<WarmTests | undefined> {
  const { node, nodeFlags, environment, reportersFolder, engine, files, settings } = scripts;
  if (files.length === 0 || !hasHooks(node)) return undefined;
  const setup = { ...settings, parallel, files, engine: join(reportersFolder, engine) };
  const server = join(reportersFolder, 'warmServer.cjs');
  const first = ['--require', join(reportersFolder, 'freshModules.cjs')];
  const command = [node.path, ...first, ...nodeFlags, server, JSON.stringify(setup)];
  const warm = await openWarmProcess({ command, cwd: root, environment, isBackground }, signal);
  if (warm === undefined) return undefined;
  const paths = await openTreePaths(root);
  return {
    async check(changes, timeoutMs, during) {
      const request = { changes: [...changes], timeoutMs };
      if (hasRemovals(changes)) return UNKNOWN_RESULT;
      const answer = await warm.ask(request, timeoutMs + QUEUE_MS, during);
      return toldResult(toldIn(answer, paths, scripts.keep));
    },
    async coverage(timeoutMs, during) {
      const request = { changes: [], covers: true, timeoutMs };
      const answer = await warm.ask(request, timeoutMs + QUEUE_MS, during);
      const told = toldIn(answer, paths, scripts.keep);
      const covered = told?.tests.filter(({ id }) => tests.some((one) => one.id === id));
      return readCoverage({ kind: told?.kind, covered });
    },
    async evaluate({ changes, path, expressions, timeoutMs }, during) {
      if (hasRemovals(changes)) return undefined;
      const question = { path, expressions };
      const request = { changes: [...changes], question, timeoutMs };
      return valuesIn(await warm.ask(request, timeoutMs + QUEUE_MS, during), expressions.length);
    },
    dispose: () => warm.dispose(),
  };
}

/** The values that came in time; those behind an expression without an end have none. */
function valuesIn(answer: unknown, count: number): readonly EvaluatedValue[] | undefined {
  const { kind, results } = (answer ?? {}) as { kind?: unknown; results?: readonly string[] };
  if ((kind !== 'ended' && kind !== 'timed-out') || results === undefined) return undefined;
  const told = results.map((line): unknown => JSON.parse(line));
  const missing = Array.from({ length: count - told.length }, () => NO_END);
  return readValues({ kind: 'ended', values: [...told, ...missing] });
}

function hasHooks({ major, minor }: NodeProgram): boolean {
  return major > 23 || minor >= (HOOKS_SINCE[major] ?? Infinity);
}

function hasRemovals(changes: FileTexts): boolean {
  return [...changes.values()].includes(null);
}
