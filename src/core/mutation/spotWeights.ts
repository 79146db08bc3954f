import type { LineSuspicion } from '../context/ochiai';
import type { FileTexts } from '../ports';
import type { Mutation } from './mutation';

/** A line that no failing test ran may still need a change, but seldom: coverage counts lines of statements only. */
const LEAST_WEIGHT = 0.1;
/** A statement's later lines are not counted, so what its first line says holds for so many lines below. */
const REACH_LINES = 3;

/** A line that is as in the last commit, in a file that has changed since. */
const UNCHANGED_WEIGHT = 0.5;

/** What is known of lines. */
export interface LineKnowledge {
  /** From the coverage of tests, where there is any. */
  readonly suspicion?: LineSuspicion;
  /** 1-based lines changed since the last commit, of files that have any. */
  readonly changed?: ReadonlyMap<string, ReadonlySet<number>>;
}

/** What coverage and changes say about the spot of a mutation, in (0, 1]; 1 in files of which neither is known. */
export function spotWeights(
  { suspicion, changed }: LineKnowledge,
  files: FileTexts,
): (path: string, mutation: Mutation) => number {
  const starts = new Map<string, readonly number[]>();
  return (path, { start }) => {
    const text = files.get(path);
    if (typeof text !== 'string') return 1;
    const known = starts.get(path) ?? lineStarts(text);
    starts.set(path, known);
    const line = lineAt(known, start);
    const isOld = changed?.get(path)?.has(line) === false;
    return coverageWeight(suspicion?.get(path), line) * (isOld ? UNCHANGED_WEIGHT : 1);
  };
}

/** The line's own weight, that of the statement it may belong to, or of the line below, above which something may be missing. */
function coverageWeight(lines: ReadonlyMap<number, number> | undefined, line: number): number {
  if (lines === undefined) return 1;
  const reach = Array.from({ length: REACH_LINES + 1 }, (_, back) => line - back);
  const closest = reach.find((each) => lines.has(each)) ?? line;
  return Math.max(LEAST_WEIGHT, lines.get(closest) ?? 0, lines.get(line + 1) ?? 0);
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** The 1-based line of an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
