import type { ReplyEdit } from '../prompting/readReply';
import { append, splitLines, usualTerminator } from './lines';
import { placeEdit, type Placement } from './matchEdit';

/** Edits that can't be used as they are, and why: the words after "does not apply: ". */
export interface EditProblem {
  readonly edits: readonly ReplyEdit[];
  readonly why: string;
}

/** The text of one file (undefined: there is none) after all edits, or what is wrong with some of them. */
export function placeEdits(
  text: string | undefined,
  edits: readonly ReplyEdit[],
): string | readonly EditProblem[] {
  if (text !== undefined && !isBlank([text])) return editedText(text, edits);
  const why =
    text === undefined
      ? 'there is no such file; ask for it with NEED, or create it with an empty SEARCH'
      : 'the file is empty; give its whole text in one edit with an empty SEARCH';
  return filledText(text ?? '', edits) ?? [{ edits, why }];
}

/** The whole text in place of a blank one; undefined when the edits are not one with a blank search. */
function filledText(blank: string, edits: readonly ReplyEdit[]): string | undefined {
  const [only, ...more] = edits;
  if (only === undefined || more.length > 0 || !isBlank(only.search)) return undefined;
  const terminator = usualTerminator(splitLines(blank));
  const bom = blank.startsWith('\uFEFF') ? '\uFEFF' : '';
  return bom + only.replace.map((line) => line + terminator).join('');
}

interface Placed {
  readonly edit: ReplyEdit;
  readonly place: Placement;
}

function editedText(text: string, edits: readonly ReplyEdit[]): string | readonly EditProblem[] {
  const placed: Placed[] = [];
  const problems: EditProblem[] = [];
  for (const edit of edits) {
    const place = isBlank(edit.search) ? EXISTING : placeEdit(text, edit);
    if ('problem' in place) problems.push({ edits: [edit], why: place.problem });
    else placed.push({ edit, place });
  }
  placed.sort((a, b) => a.place.start - b.place.start);
  const all = [...problems, ...overlaps(placed)];
  return all.length > 0 ? all : spliced(splitLines(text), placed);
}

const EXISTING = { problem: 'the file exists already; give the lines to replace in SEARCH' };

function overlaps(placed: readonly Placed[]): readonly EditProblem[] {
  return placed.flatMap((next, index) => {
    const last = placed[index - 1];
    if (last === undefined || last.place.start + last.place.length <= next.place.start) return [];
    const why = 'two edits change the same lines; join them into one';
    return [{ edits: [last.edit, next.edit], why }];
  });
}

function spliced(lines: readonly string[], placed: readonly Placed[]): string {
  const result: string[] = [];
  let next = 0;
  for (const { place } of placed) {
    append(result, lines.slice(next, place.start));
    append(result, place.lines);
    next = place.start + place.length;
  }
  append(result, lines.slice(next));
  return result.join('');
}

function isBlank(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === '');
}
