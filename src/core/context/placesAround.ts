import type { Place } from './place';
import type { LineSuspicion } from './ochiai';
import { functionAt, type SourceFile, type SourceMap } from './sourceMap';

/** What is said of lines. */
export interface LineEvidence {
  readonly lines: LineSuspicion;
  /** In (0, 1]: how far this kind of evidence is trusted. */
  readonly trust: number;
  /** As a phrase. */
  readonly reason: string;
}

/** The functions around the lines that evidence speaks for, most suspicious first. */
export async function placesAround(
  { lines, trust, reason }: LineEvidence,
  sources: SourceMap,
): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const [path, weights] of lines) {
    const file = await sources.open(path);
    if (file === undefined) continue;
    for (const [span, weight] of strongest(file, weights)) {
      const { startRow, endRow, qualifiedName: name } = span;
      places.push({ path, startRow, endRow, name, suspiciousness: trust * weight, reason });
    }
  }
  return places.sort((a, b) => b.suspiciousness - a.suspiciousness);
}

type Span = NonNullable<ReturnType<typeof functionAt>>;

/** Each function by the strongest of its lines; what is outside of functions is left out. */
function strongest(
  file: SourceFile,
  weights: ReadonlyMap<number, number>,
): ReadonlyMap<Span, number> {
  const spans = new Map<Span, number>();
  for (const [line, weight] of weights) {
    const span = functionAt(file, line - 1);
    if (span !== undefined) spans.set(span, Math.max(weight, spans.get(span) ?? 0));
  }
  return spans;
}
