import { protectionOf } from '../../guards/protectedPaths';
import type { FileTexts } from '../../ports';
import { problemsOf, redOf, type Target } from '../../selection/targets';
import { checkTargets, type Bench } from '../../session/bench';
import type { TestReport } from '../../testReport';
import { sourcesOf } from '../candidateSources';
import type { Place } from '../place';
import { instrument } from './instrument';
import { traceBlocks } from './traceBlocks';

/** A failing target of a candidate, and the code whose variables are wanted. */
export interface TraceRequest {
  readonly bench: Bench;
  readonly candidate: { readonly texts: FileTexts };
  readonly target: Target;
  readonly place: Pick<Place, 'path' | 'startRow' | 'endRow'>;
}

/** A trace is not worth a longer wait, in milliseconds; what hangs has printed its lines long before. */
const TRACE_TIMEOUT_MS = 20_000;

/**
 * Runs one target on the candidate with prints in the place's functions: at most ten lines `12: n=3, acc=[1, 2]`. Empty
 * when the place can't be instrumented, or when the target does not fail in the same way then. Leaves the tree changed.
 */
export async function traceOf(
  { bench, candidate, target, place }: TraceRequest,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { path } = place;
  if (protectionOf(path, bench.testFiles) !== undefined) return [];
  const file = await sourcesOf(bench, candidate).parsed(path);
  const text = file && instrument(file, place);
  if (text === undefined) return [];
  const parsed = await bench.ports.syntax.parse(path, text);
  if (parsed === undefined || parsed.hasError) return [];
  const texts = new Map([...candidate.texts, [path, text] as const]);
  const timeoutMs = Math.min(bench.task.testLimits.timeoutMs, TRACE_TIMEOUT_MS);
  const { report } = await checkTargets(bench, texts, { targets: [target], timeoutMs, signal });
  return failsAlike(target, report) ? traceBlocks(report) : [];
}

function failsAlike(target: Target, report: TestReport): boolean {
  const again = redOf(report).find(({ id }) => id === target.id);
  if (again === undefined || again.kind !== target.kind) return false;
  const [was, now] = [problemsOf(target)[0], problemsOf(again)[0]];
  return was?.kind === now?.kind && was?.name === now?.name;
}
