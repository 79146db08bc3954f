import type { FileEdit, Hunk } from '../revisions/fileEdit';
import { stripTerminator } from '../revisions/lines';
import { problemsOf, redOf, titleOf } from '../selection/targets';
import type { Candidate } from '../session/candidate';

/** Lessons that one prompt holds; older ones say less about the code as it is now. */
export const MAX_LESSONS = 5;
/** Longest part of a line of code, or of a failure, inside a lesson. */
const MAX_PART_LENGTH = 80;

/** One line on what a revision changed against `parent` and what came of it, for a model that shall not try it again; it names no `hidden` test. */
export function lessonOf(
  candidate: Candidate,
  parent: Candidate,
  hidden: ReadonlySet<string>,
): string {
  return `${changeOf(candidate.files, parent.files)}: ${resultOf(candidate, hidden)}`;
}

function changeOf(files: readonly FileEdit[], before: readonly FileEdit[]): string {
  const known = new Set(before.flatMap((file) => file.hunks.map((hunk) => textOf(file, hunk))));
  const all = files.flatMap((file) => file.hunks.map((hunk) => ({ file, hunk })));
  const fresh = all.filter(({ file, hunk }) => !known.has(textOf(file, hunk)));
  const [first, ...more] = fresh.length > 0 ? fresh : all;
  if (first === undefined) return 'No change';
  const { oldLines, newLines } = first.hunk;
  const others = more.length > 0 ? ` and ${String(more.length)} more` : '';
  return `${first.file.path}: ${quoted(oldLines)} → ${quoted(newLines)}${others}`;
}

function textOf({ path }: FileEdit, { oldLines, newLines }: Hunk): string {
  return [path, ...oldLines, '→', ...newLines].join('\n');
}

function quoted(lines: readonly string[]): string {
  const code = lines.map((line) => stripTerminator(line).trim()).filter((line) => line !== '');
  return code.length === 0 ? 'nothing' : `\`${clipped(code.join(' '))}\``;
}

function resultOf({ verdict, report }: Candidate, hidden: ReadonlySet<string>): string {
  const { fixed, total, regressions, stillRed } = verdict;
  const count = `${String(fixed)} of ${String(total)} fixed`;
  const broken = regressions.length > 0 ? `, broke ${String(regressions.length)}` : '';
  const wanted = new Set([...regressions, ...stillRed].filter((id) => !hidden.has(id)));
  const red = redOf(report).find(({ id }) => wanted.has(id));
  if (red === undefined) return count + broken;
  const [problem] = problemsOf(red);
  const actual = problem?.actual === undefined ? problem?.message : `gave ${problem.actual}`;
  return `${count}${broken}; ${clipped(titleOf(red))}: ${clipped(actual ?? 'red')}`;
}

function clipped(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MAX_PART_LENGTH ? line : `${line.slice(0, MAX_PART_LENGTH - 1)}…`;
}
