import type { FileEdit } from '../revisions/fileEdit';
import { stripTerminator } from '../revisions/lines';
import { protectionOf } from './protectedPaths';
import { isAssertion, isMark, subjectOf, isExact, testName } from './testLines';
import { withoutLiterals } from './literals';

/**
 * One sentence for each kind of weakening that edits of tests make, as far as lines can tell: tests or assertions that
 * are gone, tests that are not run or may fail, other expected values, looser checks, changed snapshots.
 */
export function warningsOf(testFiles: readonly FileEdit[]): readonly string[] {
  return testFiles.flatMap((file) => weakenings(file).map((what) => `${file.path}: ${what}`));
}

/** A file's or hunk's changed lines, trimmed, comments left out. */
interface Lines {
  readonly old: readonly string[];
  readonly fresh: readonly string[];
}

function weakenings(file: FileEdit): readonly string[] {
  if (file.kind === 'delete') return ['the whole file is deleted'];
  const isNew = file.kind === 'create';
  if (protectionOf(file.path, new Set()) === 'snapshot')
    return isNew ? [] : ['recorded results are changed'];
  const hunks = file.hunks.map(({ oldLines, newLines }) => ({
    old: codeOf(oldLines),
    fresh: codeOf(newLines),
  }));
  const all = {
    old: hunks.flatMap(({ old }) => old),
    fresh: hunks.flatMap(({ fresh }) => fresh),
  };
  return [
    ...lostTests(all),
    ...told('a test is not run any more or may fail', addedMarks(all)),
    ...lostAssertions(all),
    ...told('another value is given or expected', hunks.flatMap(otherValues)),
    ...told('a check is less exact', hunks.flatMap(looserChecks)),
  ];
}

function codeOf(lines: readonly string[]): readonly string[] {
  const trimmed = lines.map((line) => stripTerminator(line).trim());
  return trimmed.filter((line) => line !== '' && !/^(\/\/|#|\*|\/\*)/.test(line));
}

function told(what: string, examples: readonly string[]): readonly string[] {
  const [first, ...more] = examples;
  if (first === undefined) return [];
  return [`${what}: ${first}${more.length === 0 ? '' : ` (and ${String(more.length)} more)`}`];
}

function lostTests({ old, fresh }: Lines): readonly string[] {
  const before = namesIn(old);
  const after = namesIn(fresh);
  const lost = before.length - after.length;
  if (lost <= 0) return [];
  const gone = before.filter((name) => !after.includes(name)).slice(0, lost);
  return told(lost === 1 ? 'a test is removed' : `${String(lost)} tests are removed`, gone);
}

function namesIn(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => testName(line) ?? []);
}

function addedMarks({ old, fresh }: Lines): readonly string[] {
  const added = fresh.filter((line) => isMark(line) && !old.includes(line));
  const removed = old.filter((line) => isMark(line) && !fresh.includes(line));
  return added.slice(removed.length);
}

function lostAssertions({ old, fresh }: Lines): readonly string[] {
  const lost = old.filter(isAssertion).length - fresh.filter(isAssertion).length;
  if (lost <= 0) return [];
  const gone = old.filter((line) => isAssertion(line) && !fresh.includes(line)).slice(0, lost);
  return told(lost === 1 ? 'an assertion is removed' : 'assertions are removed', gone);
}

/** Lines that say the same of another literal. */
function otherValues({ old, fresh }: Lines): readonly string[] {
  return pairs({ old, fresh }, withoutLiterals);
}

/** Exact assertions whose subject is only checked roughly now. */
function looserChecks({ old, fresh }: Lines): readonly string[] {
  return pairs(
    {
      old: old.filter((line) => isAssertion(line) && isExact(line)),
      fresh: fresh.filter((line) => isAssertion(line) && !isExact(line)),
    },
    subjectOf,
  );
}

/** Removed lines with the added line of the same key that took their place. */
function pairs(
  { old, fresh }: Lines,
  keyOf: (line: string) => string | undefined,
): readonly string[] {
  const left = fresh.filter((line) => !old.includes(line));
  return old.flatMap((line) => {
    const key = keyOf(line);
    if (key === undefined || fresh.includes(line)) return [];
    const match = left.findIndex((each) => keyOf(each) === key);
    return match < 0 ? [] : [`${line} → ${left.splice(match, 1).join('')}`];
  });
}
