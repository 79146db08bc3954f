import type { TestStatus } from '../../../core/testReport';
import { diffValues, scriptFrames } from '../javascript/scriptProblem';
import type { RawFrame, RawProblem, RunnerEvent } from './runnerEvents';
import { parseTap, type TapPoint } from './tap';
import type { TapDiagnostics } from './tapDiagnostics';

/** The events of a TAP report of any tool: points without subtests are its tests. */
export function readTap(text: string): readonly RunnerEvent[] {
  const { isStarted, points, isComplete } = parseTap(text);
  return [
    ...(isStarted ? [{ event: 'start' } as const] : []),
    ...points.flatMap((point) => pointEvents(point, [])),
    ...(isComplete ? [{ event: 'end' } as const] : []),
  ];
}

function pointEvents(point: TapPoint, suite: readonly string[]): readonly RunnerEvent[] {
  const below = point.children.flatMap((child) => pointEvents(child, [...suite, point.name]));
  const isExplained = point.isOk || point.children.some(isRed);
  if (point.children.length > 0 && isExplained) return below;
  const { name, durationMs } = point;
  const problems = isRed(point) ? [tapProblem(point)] : [];
  const status = tapStatus(point);
  return [...below, { event: 'test', suite, name, status, durationMs, problems }];
}

/** A point that is to be done is not red when it fails. */
export function isRed({ isOk, directive }: TapPoint): boolean {
  return !isOk && directive === undefined;
}

export function tapStatus({ isOk, directive }: TapPoint): TestStatus {
  if (directive !== undefined) return directive === 'skip' ? 'skipped' : 'todo';
  return isOk ? 'passed' : 'failed';
}

/** What the diagnostics of a failed point say, in the words of ava, tap and Node. */
export function tapProblem({ name, diagnostics }: TapPoint): RawProblem {
  const of = (...keys: readonly string[]): string | undefined =>
    keys
      .map((key) => diagnostics[key])
      .find((value) => typeof value === 'string' && value !== '') as string | undefined;
  const className = of('name', 'type');
  const values = valuesOf(diagnostics, of);
  const isThrown =
    className !== undefined && className !== 'AssertionError' && values.expected === undefined;
  return {
    kind: isThrown ? 'throw' : 'assert',
    ...(className !== undefined && { name: className }),
    message: of('message', 'error') ?? name,
    ...values,
    frames: framesOf(diagnostics, of('stack')),
  };
}

type Values = Pick<RawProblem, 'expected' | 'actual'>;

function valuesOf(
  diagnostics: TapDiagnostics,
  of: (...keys: readonly string[]) => string | undefined,
): Values {
  const [expected, actual] = [of('expected', 'wanted'), of('actual', 'found')];
  if (expected !== undefined && actual !== undefined) return { expected, actual };
  const unified = of('diff');
  if (unified !== undefined) {
    const lines = unified.replace(/^(---|\+\+\+|@@).*\n?/gm, '');
    return diffValues(lines, { expected: '-', actual: '+' });
  }
  const { details } = diagnostics;
  const difference = typeof details === 'object' && details['Difference (- actual, + expected):'];
  return typeof difference === 'string'
    ? diffValues(difference, { expected: '+', actual: '-' })
    : {};
}

function framesOf(
  { at, location }: TapDiagnostics,
  stack: string | undefined,
): readonly RawFrame[] {
  if (stack !== undefined) return scriptFrames(stack);
  const place = typeof at === 'object' ? tapPlace(at) : undefined;
  if (place !== undefined) return [place];
  const words = typeof at === 'string' ? at : location;
  return typeof words === 'string' ? scriptFrames(words) : [];
}

/** The place in a map of `at`. */
export function tapPlace(at: TapDiagnostics): RawFrame | undefined {
  const file = at['fileName'] ?? at['file'];
  const line = Number(at['lineNumber'] ?? at['line']);
  const column = Number(at['columnNumber'] ?? at['column']);
  if (typeof file !== 'string' || !(line > 0)) return undefined;
  return { file, line, ...(column > 0 && { column }) };
}
