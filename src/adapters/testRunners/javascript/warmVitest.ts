import { join } from 'node:path';
import type { TestRunner, WarmTests, WarmUpRequest } from '../../../core/ports';
import { createLanes } from '../../../core/mutation/lanes';
import type { SpokenRequest } from '../../processes/startProcess';
import { openTreePaths } from '../report/treePaths';
import { warmFiles } from '../selection/selectedFiles';
import { toldIn, toldResult, UNKNOWN_RESULT } from '../warm/toldTests';
import { openWarmProcess, type WarmProcess } from '../warm/warmProcess';
import type { NodeProgram } from './nodeProgram';

/** What of a setup of vitest decides how its tests are kept loaded. */
interface VitestProcess {
  readonly node: NodeProgram;
  /** Absolute path of the folder of the workspace's own vitest. */
  readonly vitestFolder: string;
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
  /** A regular expression for the full names of the tests that are wanted; none: all tests of their files. */
  readonly pattern?: string;
}

/** Flags with which a run is not the same as one of these files alone. */
const UNFIT =
  /^--(shard|bail|browser|changed|typecheck|standalone|inspect|inspect-brk|merge-reports)(=|$|\.)/;
/** Beyond its own limit, which the process keeps, an answer may take this long, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Keeps vitest itself running, in a process for each test that goes on at a time; each check then costs a worker, and no start. */
export function warmVitest(setup: VitestProcess): NonNullable<TestRunner['warmUp']> {
  return async (request, signal) => {
    const files = await warmFiles(request);
    if (files.length === 0 || setup.flags.some((flag) => UNFIT.test(flag))) return undefined;
    const processes = new Processes(spokenRequest(setup, files, request), request.parallel);
    if (!(await processes.open(signal))) return undefined;
    return warmTests(processes, request.root);
  };
}

function spokenRequest(
  { node, vitestFolder, flags, environment, reportersFolder, pattern }: VitestProcess,
  files: readonly string[],
  { root, isBackground = false }: WarmUpRequest,
): SpokenRequest {
  const script = join(reportersFolder, 'warmVitest.mjs');
  const told = JSON.stringify({ vitestFolder, flags, files, pattern });
  return { command: [node.path, script, told], cwd: root, environment, isBackground };
}

async function warmTests(processes: Processes, root: string): Promise<WarmTests> {
  const paths = await openTreePaths(root);
  return {
    async check(changes, timeoutMs, signal) {
      if ([...changes.values()].includes(null)) return UNKNOWN_RESULT;
      const request = { changes: [...changes], timeoutMs };
      const answer = await processes.ask(request, timeoutMs + PATIENCE_MS, signal);
      return toldResult(toldIn(answer, paths));
    },
    dispose: () => processes.dispose(),
  };
}

/** Processes that each answer one request at a time; one whose tests do not end is replaced, because only that stops a loop. */
class Processes {
  private readonly lane;
  private readonly all = new Set<WarmProcess>();
  private readonly idle: WarmProcess[] = [];

  constructor(
    private readonly request: SpokenRequest,
    count: number,
  ) {
    this.lane = createLanes(count);
  }

  /** Whether a first one could be started. */
  async open(signal: AbortSignal): Promise<boolean> {
    const first = await this.start(signal);
    if (first !== undefined) this.idle.push(first);
    return first !== undefined;
  }

  ask(request: object, timeoutMs: number, signal: AbortSignal): Promise<unknown> {
    return this.lane(async () => {
      const one = this.idle.pop() ?? (await this.start(signal));
      const answer = await one?.ask(request, timeoutMs, signal).catch(async (error: unknown) => {
        await this.end(one);
        throw error;
      });
      if (one === undefined) return undefined;
      if (isEnded(answer)) this.idle.push(one);
      else await this.end(one);
      return answer;
    });
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.all].map((one) => this.end(one)));
  }

  private async start(signal: AbortSignal): Promise<WarmProcess | undefined> {
    const one = await openWarmProcess(this.request, signal);
    if (one !== undefined) this.all.add(one);
    return one;
  }

  private async end(one: WarmProcess): Promise<void> {
    this.all.delete(one);
    await one.dispose();
  }
}

function isEnded(answer: unknown): boolean {
  return (answer as { kind?: unknown } | undefined)?.kind === 'ended';
}
