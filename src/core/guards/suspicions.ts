import type { FileTexts } from '../ports';
import type { FileEdit, Hunk } from '../revisions/fileEdit';
import { addedLines, withoutComments } from './addedLines';
import { answerTablesIn } from './answerTables';
import { constantAnswersIn } from './constantAnswers';
import { hasSiblings, neighboursOf } from './siblings';
import { specialCasesIn } from './specialCases';
import { telltalesIn } from './telltales';
import { testValuesOf, type TestValues } from './testValues';

/**
 * Sentences about added lines that treat the tests specially; heuristic, so they call for a developer's eye instead of
 * proving anything. `testCode` is the failing tests' own code and expectations: a branch on one of its literals that
 * answers with another is special-casing, either alone is not, nor is one more of a list that was there. `texts` are
 * whole new texts; a file that is not among them is judged by its hunks alone.
 */
export function suspicionsIn(
  edits: readonly FileEdit[],
  testCode: string,
  texts: FileTexts = new Map(),
): readonly string[] {
  const values = testValuesOf(testCode);
  const uses = edits.map(codeOf).join('\n');
  return edits.flatMap((edit) => {
    const text = texts.get(edit.path) ?? '';
    const neighbours = neighboursOf(edit, text);
    const tables = answerTablesIn(codeOf(edit), uses, values);
    return [
      ...edit.hunks.flatMap((hunk) => suspicionsOf(hunk, { ...edit, text, neighbours, values })),
      ...tables
        .filter((line) => !hasSiblings([line], neighbours))
        .map((line) => `an added table answers the tests' own values: ${line}`),
    ].map((what) => `${edit.path}: ${what}`);
  });
}

interface Surroundings {
  readonly path: string;
  readonly text: string;
  readonly neighbours: ReturnType<typeof neighboursOf>;
  readonly values: TestValues;
}

function suspicionsOf(
  hunk: Hunk,
  { path, text, neighbours, values }: Surroundings,
): readonly string[] {
  const telltales = telltalesIn(path, hunk);
  const told = new Set(telltales.map(({ line }) => line));
  const cases = specialCasesIn(addedLines(hunk).map(withoutComments), values)
    .filter((branch) => !hasSiblings(branch, neighbours))
    .flatMap(([line = '']) => (told.has(line) ? [] : [line]));
  return [
    ...telltales.map(({ line, what }) => `an added line ${what}: ${line}`),
    ...cases.map((line) => `an added line answers one of the tests' own values: ${line}`),
    ...constantAnswersIn(hunk, text, values).map(
      (line) => `what was computed is one of the tests' own values now: ${line}`,
    ),
  ];
}

/** The added lines of all hunks of a file. */
function codeOf({ hunks }: FileEdit): string {
  return hunks.flatMap(addedLines).map(withoutComments).join('\n');
}
