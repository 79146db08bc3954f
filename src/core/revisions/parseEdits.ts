import type { Syntax } from '../ports';
import type { ReplyEdit } from '../prompting/readReply';
import { firstErrorRow } from '../syntax/firstError';
import { splitLines } from './lines';
import { placeEdits, type EditProblem } from './placeEdits';

/** One file, as it is and as the edits, which all can be placed, make it. */
export interface EditedFile {
  readonly path: string;
  /** Undefined when the edits create the file. */
  readonly before: string | undefined;
  readonly after: string;
  readonly edits: readonly ReplyEdit[];
  readonly syntax: Syntax;
}

/**
 * The one edit without which the file parses, or all of them when no single one is to blame; undefined when the file
 * parses, did not parse before, or is of a language without grammar.
 */
export async function parseProblem(file: EditedFile): Promise<EditProblem | undefined> {
  const row = await errorRow(file, file.after);
  if (row === undefined || (await errorRow(file, file.before ?? '')) !== undefined)
    return undefined;
  const culprits = await culpritsIn(file);
  const line = splitLines(file.after)[row]?.trim() ?? '';
  return {
    edits: culprits.length === 1 ? culprits : file.edits,
    why: `the new text has a syntax error at line ${String(row + 1)}${line === '' ? '' : `: ${line}`}`,
  };
}

async function culpritsIn(file: EditedFile): Promise<readonly ReplyEdit[]> {
  const culprits: ReplyEdit[] = [];
  for (const edit of file.edits) {
    const others = file.edits.filter((each) => each !== edit);
    const text = others.length === 0 ? file.before : placeEdits(file.before, others);
    if (typeof text === 'string' && (await errorRow(file, text)) === undefined) culprits.push(edit);
  }
  return culprits;
}

async function errorRow({ path, syntax }: EditedFile, text: string): Promise<number | undefined> {
  const tree = await syntax.parse(path, text);
  return tree === undefined ? undefined : firstErrorRow(tree);
}
