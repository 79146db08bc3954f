import { parseTapDiagnostics, type TapDiagnostics } from './tapDiagnostics';

/** One `ok` or `not ok` of a TAP report. */
export interface TapPoint {
  readonly isOk: boolean;
  readonly name: string;
  readonly directive?: 'skip' | 'todo';
  readonly durationMs: number;
  readonly diagnostics: TapDiagnostics;
  /** Points of the subtest that this point sums up. */
  readonly children: readonly TapPoint[];
  /** Whether a subtest belongs to it, also an empty one. */
  readonly isSubtest: boolean;
}

/** A TAP report. */
export interface TapReport {
  /** Whether anything of TAP was seen. */
  readonly isStarted: boolean;
  readonly points: readonly TapPoint[];
  /** Whether all points of the plan are there and nothing bailed out. */
  readonly isComplete: boolean;
}

/** Subtests are indented by so many spaces. */
const INDENT = 4;
const POINT = /^(not )?ok\b(?: +\d+)?(?: +-)?(?: +(.*))?$/;
const DIRECTIVE = /(?:^|\s)(?<!\\)#\s*(skip|todo)\b.*$/i;
const TIME = /\s*(?<!\\)#\s*time=([\d.]+)(ms|s)\b.*$/;
const MS_PER_SECOND = 1000;

/** Reads TAP 13 and 14 with subtests and diagnostics; lines that are none of it are left out. */
export function parseTap(text: string): TapReport {
  const parser = new TapParser();
  for (const line of text.split(/\r?\n/)) parser.line(line);
  return parser.report();
}

interface Level {
  readonly points: TapPoint[];
  plan?: number;
  /** A comment has announced the subtest whose point is still to come. */
  isAnnounced: boolean;
}

/** The lines of a diagnostic block, and the point that they belong to. */
interface OpenBlock {
  readonly level: Level;
  readonly indent: number;
  readonly lines: string[];
}

class TapParser {
  private levels: Level[] = [{ points: [], isAnnounced: false }];
  private isStarted = false;
  private isBailed = false;
  private block: OpenBlock | undefined;
  private last: Level | undefined;

  line(line: string): void {
    if (this.block !== undefined) {
      this.blockLine(line, this.block);
      return;
    }
    const indent = line.search(/\S|$/);
    const words = line.slice(indent);
    if (words === '---' && this.last !== undefined) {
      this.block = { level: this.last, indent, lines: [] };
    } else {
      this.plainLine(words, Math.floor(indent / INDENT));
    }
  }

  report(): TapReport {
    const [{ points, plan } = { points: [] }] = this.levels;
    const isComplete = !this.isBailed && plan !== undefined && points.length >= plan;
    return { isStarted: this.isStarted, points, isComplete };
  }

  private blockLine(line: string, { level, indent, lines }: OpenBlock): void {
    if (line.slice(indent) !== '...') {
      lines.push(line.slice(indent));
      return;
    }
    const point = level.points.pop();
    if (point) level.points.push({ ...point, diagnostics: parseTapDiagnostics(lines) });
    this.block = undefined;
    this.last = undefined;
  }

  private plainLine(words: string, depth: number): void {
    const [, failed, rest = ''] = POINT.exec(words) ?? [words];
    const plan = /^1\.\.(\d+)/.exec(words)?.[1];
    if (/^TAP version \d/.test(words)) this.isStarted = true;
    else if (/^Bail out!/.test(words)) this.isBailed = true;
    else if (plan !== undefined) this.levelAt(depth).plan = Number(plan);
    else if (/^# Subtest\b/.test(words)) this.levelAt(depth).isAnnounced = true;
    else if (POINT.test(words)) this.point(failed === undefined, rest, depth);
  }

  private point(isOk: boolean, rest: string, depth: number): void {
    const level = this.levelAt(depth);
    const children = this.levels[depth + 1]?.points ?? [];
    this.levels.length = depth + 1;
    const directive = DIRECTIVE.exec(rest)?.[1]?.toLowerCase();
    level.points.push({
      isOk,
      name: unescape(rest.replace(DIRECTIVE, '').replace(TIME, '')),
      ...((directive === 'skip' || directive === 'todo') && { directive }),
      durationMs: durationOf(rest),
      diagnostics: {},
      children,
      isSubtest: level.isAnnounced || children.length > 0,
    });
    level.isAnnounced = false;
    this.isStarted = true;
    this.last = level;
  }

  private levelAt(depth: number): Level {
    while (this.levels.length <= depth) this.levels.push({ points: [], isAnnounced: false });
    return this.levels[depth] ?? { points: [], isAnnounced: false };
  }
}

function durationOf(rest: string): number {
  const [, time = 0, unit] = TIME.exec(rest) ?? [];
  return Number(time) * (unit === 's' ? MS_PER_SECOND : 1);
}

function unescape(name: string): string {
  return name.replaceAll(/\\([\\#])/g, '$1').trim();
}
