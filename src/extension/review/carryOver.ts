import type { Hunk } from '../../core/revisions/fileEdit';
import { diffTexts } from '../../core/revisions/hunks';
import { append, splitLines } from '../../core/revisions/lines';

/** Lines `start` up to but not including `end`, 0-based. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** The proposal on top of the real file, and the places (lines of `text`) where both changed the same lines. */
export interface CarriedOver {
  readonly text: string;
  readonly conflicts: readonly LineRange[];
}

export interface ThreeTexts {
  /** What the proposal was made against. */
  readonly base: string;
  /** What the file is now. */
  readonly real: string;
  readonly proposal: string;
}

/**
 * Three-way merge: the real file's own changes and the proposal's, together. Where both changed the same lines
 * the proposal's lines stand in `text` and the place is listed as a conflict, so that nothing is chosen silently.
 */
export function carryOver({ base, real, proposal }: ThreeTexts): CarriedOver {
  const clusters = clustersOf(diffTexts(base, real), diffTexts(base, proposal));
  const baseLines = splitLines(base);
  const lines: string[] = [];
  const conflicts: LineRange[] = [];
  let next = 0;
  for (const cluster of clusters) {
    append(lines, baseLines.slice(next, cluster.start));
    const mine = regionText(baseLines, cluster, cluster.mine);
    const theirs = regionText(baseLines, cluster, cluster.theirs);
    const chosen = cluster.theirs.length > 0 ? theirs : mine;
    if (isConflict(cluster, mine, theirs)) {
      conflicts.push({ start: lines.length, end: lines.length + chosen.length });
    }
    append(lines, chosen);
    next = cluster.end;
  }
  return { text: [...lines, ...baseLines.slice(next)].join(''), conflicts };
}

/** Hunks of both sides whose base lines meet, and the base lines that they span together. */
interface Cluster extends LineRange {
  readonly mine: readonly Hunk[];
  readonly theirs: readonly Hunk[];
}

function clustersOf(mine: readonly Hunk[], theirs: readonly Hunk[]): readonly Cluster[] {
  const all = [
    ...mine.map((hunk) => clusterOf(hunk, 'mine')),
    ...theirs.map((hunk) => clusterOf(hunk, 'theirs')),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
  const clusters: Cluster[] = [];
  for (const next of all) {
    const last = clusters.at(-1);
    if (last && meet(last, next)) clusters[clusters.length - 1] = join(last, next);
    else clusters.push(next);
  }
  return clusters;
}

function clusterOf(hunk: Hunk, side: 'mine' | 'theirs'): Cluster {
  return {
    start: hunk.oldStart,
    end: hunk.oldStart + hunk.oldLines.length,
    mine: side === 'mine' ? [hunk] : [],
    theirs: side === 'theirs' ? [hunk] : [],
  };
}

/** Neighbouring lines can be changed apart from each other; an insertion at the border of a change can't be ordered. */
function meet(last: LineRange, next: LineRange): boolean {
  if (next.start < last.end) return true;
  return next.start === last.end && (next.start === next.end || last.start === last.end);
}

function join(a: Cluster, b: Cluster): Cluster {
  return {
    start: a.start,
    end: Math.max(a.end, b.end),
    mine: [...a.mine, ...b.mine],
    theirs: [...a.theirs, ...b.theirs],
  };
}

function regionText(
  baseLines: readonly string[],
  region: LineRange,
  hunks: readonly Hunk[],
): string[] {
  const lines: string[] = [];
  let next = region.start;
  for (const hunk of hunks) {
    append(lines, baseLines.slice(next, hunk.oldStart));
    append(lines, hunk.newLines);
    next = hunk.oldStart + hunk.oldLines.length;
  }
  return [...lines, ...baseLines.slice(next, region.end)];
}

function isConflict(cluster: Cluster, mine: readonly string[], theirs: readonly string[]): boolean {
  if (cluster.mine.length === 0 || cluster.theirs.length === 0) return false;
  return mine.join('') !== theirs.join('');
}
