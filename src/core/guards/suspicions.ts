import type { FileEdit, Hunk } from '../revisions/fileEdit';
import { addedLines, withoutComments } from './addedLines';
import { answerTablesIn } from './answerTables';
import { isTelling, literalsIn } from './literals';
import { specialCasesIn } from './specialCases';
import { telltalesIn } from './telltales';

/**
 * Sentences about added lines that treat the tests specially; heuristic, so they call for a developer's eye instead of
 * proving anything. `testCode` is the failing tests' own code and expectations: a branch on one of its literals that
 * answers with another is special-casing, either alone is not.
 */
export function suspicionsIn(edits: readonly FileEdit[], testCode: string): readonly string[] {
  const literals = new Set(literalsIn(testCode));
  const uses = edits.map(codeOf).join('\n');
  return edits.flatMap((edit) => {
    const tables = answerTablesIn(codeOf(edit), uses, literals);
    return [
      ...edit.hunks.flatMap((hunk) => suspicionsOf(edit.path, hunk, literals)),
      ...tables.map((line) => `an added table answers the tests' own values: ${line}`),
    ].map((what) => `${edit.path}: ${what}`);
  });
}

function suspicionsOf(path: string, hunk: Hunk, literals: ReadonlySet<string>): readonly string[] {
  const known = new Set([...literals].filter(isTelling));
  const telltales = telltalesIn(path, hunk);
  const told = new Set(telltales.map(({ line }) => line));
  const cases = specialCasesIn(addedLines(hunk).map(withoutComments), known);
  return [
    ...telltales.map(({ line, what }) => `an added line ${what}: ${line}`),
    ...cases
      .filter((line) => !told.has(line))
      .map((line) => `an added line answers one of the tests' own values: ${line}`),
  ];
}

/** The added lines of all hunks of a file. */
function codeOf({ hunks }: FileEdit): string {
  return hunks.flatMap(addedLines).map(withoutComments).join('\n');
}
