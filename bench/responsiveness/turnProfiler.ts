import { Session, type Profiler } from 'node:inspector';
import { performance } from 'node:perf_hooks';
import type { LoopTurn } from './loopProbe';

/** Finer samples would change what they measure. */
const SAMPLE_EVERY_MICROSECONDS = 500;
/** A function that took less than this part of a turn is not the reason for it. */
const WORTH_NAMING = 0.25;
const NAMES = 8;

/** What a turn was spent on. */
export interface TurnPlace {
  /** The functions that took much of it, with their parts. */
  readonly place: string;
  /** Whether most of it was spent in or below the code in question. */
  readonly isOwn: boolean;
}

/** Profiles this process and names the functions in which long turns were spent. */
export class TurnProfiler {
  private constructor(private readonly session: Session) {}

  static async start(): Promise<TurnProfiler> {
    const session = new Session();
    session.connect();
    const profiler = new TurnProfiler(session);
    await profiler.post('Profiler.enable');
    await profiler.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_MICROSECONDS });
    await profiler.post('Profiler.start');
    return profiler;
  }

  /** What each turn was spent on; `own` is the folder of the code whose part is wanted. */
  async stop(turns: readonly LoopTurn[], own: string): Promise<readonly TurnPlace[]> {
    const { profile } = (await this.post('Profiler.stop')) as { profile: Profiler.Profile };
    this.session.disconnect();
    const samples = samplesOf(profile, own);
    // The profile counts microseconds of the same clock from another start.
    const offset = Number(process.hrtime.bigint()) / 1000 - performance.now() * 1000;
    return turns.map(({ startMs, endMs }) => {
      const [start, end] = [startMs * 1000 + offset, endMs * 1000 + offset];
      const inTurn = samples.filter(({ at }) => at >= start && at <= end);
      const isOwn = inTurn.filter((sample) => sample.isOwn).length > inTurn.length / 2;
      return { place: heaviest(inTurn), isOwn };
    });
  }

  private post(method: string, parameters: object = {}): Promise<object | undefined> {
    return new Promise((resolve, reject) => {
      this.session.post(method, parameters, (problem, result) => {
        if (problem) reject(problem);
        else resolve(result);
      });
    });
  }
}

interface Sample {
  /** In microseconds. */
  readonly at: number;
  /** Names of functions, outer ones first. */
  readonly stack: readonly string[];
  readonly isOwn: boolean;
}

function samplesOf(profile: Profiler.Profile, own: string): readonly Sample[] {
  const { nodes, samples = [], timeDeltas = [], startTime } = profile;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stacks = new Map<number, Omit<Sample, 'at'>>();
  const visit = (id: number, above: Omit<Sample, 'at'>): void => {
    const node = byId.get(id);
    if (node === undefined) return;
    const isOwn = above.isOwn || node.callFrame.url.includes(own);
    const here = { stack: [...above.stack, nameOf(node.callFrame)], isOwn };
    stacks.set(id, here);
    for (const child of node.children ?? []) visit(child, here);
  };
  const nothing = { stack: [], isOwn: false };
  visit(nodes[0]?.id ?? 0, nothing);
  let at = startTime;
  return samples.map((id, index) => {
    at += timeDeltas[index] ?? 0;
    return { at, ...(stacks.get(id) ?? nothing) };
  });
}

function nameOf({
  functionName,
  url,
  lineNumber,
}: Profiler.Profile['nodes'][0]['callFrame']): string {
  // Several extensions have an extension.js, so their folders are told, too.
  const place = url
    .replace(/\/(dist|out)\//, '/')
    .split('/')
    .slice(-2)
    .join('/');
  const file = place.replace(/^extension\/(extension-)?|-\w{8}\.js$/g, '');
  const name = functionName === '' ? `line ${String(lineNumber)}` : functionName;
  return file === '' ? name : `${name} (${file})`;
}

function heaviest(samples: readonly Sample[]): string {
  const counts = new Map<string, number>();
  for (const { stack } of samples) {
    for (const name of new Set(stack.slice(1))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const heavy = [...counts].filter(([, count]) => count >= samples.length * WORTH_NAMING);
  const parts = heavy.sort(([, a], [, b]) => b - a).slice(0, NAMES);
  const percent = (count: number): string => String(Math.round((100 * count) / samples.length));
  return parts.map(([name, count]) => `${percent(count)}% ${name}`).join(', ');
}
