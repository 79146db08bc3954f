import type { Fixer, Scene } from '../../../../../src/core/actions/autofix/scene';
import { createSourceMap } from '../../../../../src/core/context/sourceMap';
import type { FileEdit } from '../../../../../src/core/revisions/fileEdit';
import type { Problem } from '../../../../../src/core/testReport';
import { syntax } from '../../../../support/parseSource';
import { problem } from '../../../../support/reports';
import { stillClock } from '../../../../support/stillClock';

/** A few files, what is wrong with one of them, and what was edited. */
export interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly path: string;
  readonly problem: Partial<Problem>;
  readonly edits?: readonly FileEdit[];
}

/** The text that a fixer gives the file, with its sentence; undefined when it has no answer. */
export async function fixed(
  fixer: Fixer,
  { files, path, problem: fields, edits = [] }: Case,
): Promise<{ readonly text: string; readonly explanation: string } | undefined> {
  const paths = new Set(Object.keys(files));
  const read = (each: string): Promise<string | undefined> => Promise.resolve(files[each]);
  const sources = createSourceMap({ paths, read, syntax, clock: stillClock });
  const testFiles = new Set([...paths].filter((each) => each.startsWith('test')));
  const scene: Scene = { sources, read, syntax, paths, testFiles, edits };
  const file = await sources.parsed(path);
  if (file === undefined) throw new Error(`No file ${path}.`);
  const fix = await fixer({ problem: problem(fields), file }, scene);
  return fix && { text: fix.text, explanation: fix.explanation };
}
