import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvaluationRequest, FileTexts, WarmTests, WarmUpRequest } from '../../../core/ports';
import { makeOwnTemporary } from '../../processes/ownTemporary';
import { warmFiles } from '../selection/selectedFiles';
import { openWarmProcess, type WarmProcess } from '../warm/warmProcess';
import { readCoverage, readResult, readValues } from '../warm/readAnswer';

/** Beyond its own limit, which the server keeps, a check may wait for others to end, in milliseconds. */
const PATIENCE_MS = 5_000;

/** How the module of ours that keeps tests loaded is started. */
interface WarmPython {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What it is started for. */
export interface WarmCall {
  /** Absolute path of a private folder. */
  readonly folder: string;
  /** Test files, relative to the tree. */
  readonly files: readonly string[];
}

/** Tests of a runner in Python loaded once, with a forked child for each check; undefined where that can't be done. */
export async function warmPython(
  start: (call: WarmCall) => WarmPython,
  request: WarmUpRequest,
  signal: AbortSignal,
): Promise<WarmTests | undefined> {
  if (process.platform === 'win32') return undefined;
  const files = await warmFiles(request);
  if (files.length === 0) return undefined;
  const folder = await makeOwnTemporary('warm');
  const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const warm = await open(start({ folder, files }), { request, folder, files }, signal);
    if (warm !== undefined) return warmTests(warm, removeFolder);
  } catch (error) {
    await removeFolder();
    throw error;
  }
  await removeFolder();
  return undefined;
}

async function open(
  { command, environment }: WarmPython,
  { request, folder, files }: WarmCall & { readonly request: WarmUpRequest },
  signal: AbortSignal,
): Promise<WarmProcess | undefined> {
  const { root, tests, files: whole = [], parallel, isBackground = false } = request;
  const setup = { parallel, folder, files, whole, tests: tests.map(({ id }) => id) };
  const setupFile = join(folder, 'setup.json');
  await writeFile(setupFile, JSON.stringify(setup));
  const told = { ...environment, FIXPOINT_WARM_FILE: setupFile };
  return openWarmProcess({ command, cwd: root, environment: told, isBackground }, signal);
}

function warmTests(warm: WarmProcess, removeFolder: () => Promise<void>): WarmTests {
  /** Undefined as well when there are changes other than imports are served with. */
  const ask = async (question: Question, signal: AbortSignal): Promise<unknown> => {
    signal.throwIfAborted();
    const { changes, timeoutMs } = question;
    if (![...changes].every(isImported)) return undefined;
    const request = { ...question, changes: Object.fromEntries(changes) };
    return warm.ask(request, timeoutMs + PATIENCE_MS, signal);
  };
  return {
    async check(changes, timeoutMs, signal) {
      return readResult(await ask({ changes, timeoutMs }, signal));
    },
    async coverage(timeoutMs, signal) {
      return readCoverage(await ask({ changes: new Map(), timeoutMs, covers: true }, signal));
    },
    async evaluate(request, signal) {
      return readValues(await ask(request, signal));
    },
    async dispose() {
      await warm.dispose();
      await removeFolder();
    },
  };
}

interface Question extends Partial<EvaluationRequest> {
  readonly changes: FileTexts;
  readonly timeoutMs: number;
  /** Whether the lines that each test runs are told. */
  readonly covers?: boolean;
}

function isImported([path, text]: readonly [string, string | null]): boolean {
  return text !== null && path.endsWith('.py');
}
