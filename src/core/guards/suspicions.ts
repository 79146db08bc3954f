import type { FileEdit, Hunk } from '../revisions/fileEdit';
import { stripTerminator } from '../revisions/lines';
import { isTelling, literalsIn } from './literals';

/** Code that has no place in a fix, because it makes tests pass by knowing that it is tested; with the words for it. */
const TELLTALES: readonly (readonly [RegExp, string])[] = [
  [
    /process\.env\.(NODE_ENV|CI|VITEST\w*|JEST_\w+|NODE_TEST_CONTEXT)/,
    'asks whether it runs in a test',
  ],
  [
    /PYTEST_CURRENT_TEST|['"]pytest['"]\s+in\s+sys\.modules|import\.meta\.vitest/,
    'asks whether it runs in a test',
  ],
  [
    /inspect\.(stack|currentframe)\(|sys\._getframe\(|traceback\.extract_stack\(/,
    'looks at its callers',
  ],
  [/new Error\([^)]*\)\.stack|Error\.captureStackTrace\(/, 'looks at its callers'],
  [/\b(process\.exit|os\._exit|sys\.exit|Deno\.exit)\(\s*0?\s*\)/, 'ends the test run'],
  [/\b(Date\.now|Math\.random|time\.time|random\.random)\s*=[^=]/, 'replaces time or chance'],
  [/\b(assert|expect)(\.\w+)*\s*=[^=>]/, 'replaces an assertion'],
  [/def __(eq|ne|lt|gt|le|ge)__.*:\s*return (True|False)\s*$/, 'overrides equality'],
  [/except(\s+(Base)?Exception)?\s*:\s*(pass\b|\.\.\.)/, 'swallows every error'],
  [/catch\s*(\([^)]*\))?\s*\{\s*\}/, 'swallows every error'],
];

/** A comparison for equality, a case label or a key, with the value that it is about. */
const BRANCHES: readonly RegExp[] = [
  /(?:===?|!==?|\bis\b|\.equals\()\s*(.+)/,
  /\bcase\s+(.+?):/,
  /\bin\s*[[({](.+)/,
];
/** What a branch may answer with, on its own line or within the next two. */
const ANSWER = /\breturn\b\s*(.+)|(?:=>|\?)\s*(.+)|(?<![=!<>])=\s*([^=].*)/;
const ANSWER_WITHIN_LINES = 2;

/**
 * Sentences about added lines that treat the tests specially; heuristic, so they call for a developer's eye instead of
 * proving anything. `testCode` is the failing tests' own code and expectations: a branch on one of its literals that
 * answers with another is special-casing, either alone is not.
 */
export function suspicionsIn(edits: readonly FileEdit[], testCode: string): readonly string[] {
  const known = new Set(literalsIn(testCode).filter(isTelling));
  return edits.flatMap(({ path, hunks }) =>
    hunks.flatMap((hunk) => suspicionsOf(hunk, known).map((what) => `${path}: ${what}`)),
  );
}

function suspicionsOf(hunk: Hunk, known: ReadonlySet<string>): readonly string[] {
  const added = addedLines(hunk);
  return added.flatMap((line, index) => {
    const withNext = `${line} ${added[index + 1] ?? ''}`;
    const telltale = TELLTALES.find(([pattern]) => startsIn(line, pattern.exec(withNext)))?.[1];
    if (telltale !== undefined) return [`an added line ${telltale}: ${line}`];
    const answer = added.slice(index, index + 1 + ANSWER_WITHIN_LINES);
    return isSpecialCase(line, answer, known)
      ? [`an added line answers one of the tests' own values: ${line}`]
      : [];
  });
}

/** Whether what was found begins in the line itself, not in the one after it. */
function startsIn(line: string, found: RegExpExecArray | null): boolean {
  return found !== null && found.index < line.length;
}

function isSpecialCase(
  line: string,
  answer: readonly string[],
  known: ReadonlySet<string>,
): boolean {
  const asked = BRANCHES.flatMap((pattern) => literalsIn(pattern.exec(line)?.[1] ?? ''));
  const input = asked.find((literal) => known.has(literal));
  if (input === undefined) return false;
  const given = answer.flatMap((each) => literalsIn(ANSWER.exec(each)?.slice(1).join(' ') ?? ''));
  return given.some((literal) => literal !== input && known.has(literal));
}

/** The new lines that are not among the old ones, trimmed, comments left out. */
function addedLines({ oldLines, newLines }: Hunk): readonly string[] {
  const old = new Set(oldLines.map((line) => stripTerminator(line).trim()));
  const fresh = newLines.map((line) => stripTerminator(line).trim());
  return fresh.filter((line) => !old.has(line) && !/^(\/\/|#|\*|\/\*)/.test(line));
}
