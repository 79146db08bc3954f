import { checkWorkspacePath } from '../guards/workspacePath';
import { protectionOf } from '../guards/protectedPaths';
import type { FileTexts } from '../ports';
import type { ReplyEdit } from '../prompting/readReply';
import type { GuardReason } from '../session/events';
import { usualTerminator, splitLines } from './lines';
import { placeEdit, type Placement } from './matchEdit';

/** Why a reply was not applied; nothing of it is kept. */
export interface Refusal {
  readonly reason: GuardReason;
  /** A sentence for the model and the reader. */
  readonly message: string;
}

/** What edits are applied to. */
export interface EditBase {
  /** The text that the model saw; undefined when there is no such file. */
  readonly read: (path: string) => Promise<string | undefined>;
  readonly paths: ReadonlySet<string>;
  /** Files that tests were reported from: never edited. */
  readonly testFiles: ReadonlySet<string>;
}

/** The new texts of all edited files, or the refusal of the whole reply: edits are applied together or not at all. */
export async function applyReply(
  edits: readonly ReplyEdit[],
  base: EditBase,
): Promise<FileTexts | Refusal> {
  const byPath = new Map<string, ReplyEdit[]>();
  for (const edit of edits) {
    const path = allowedPath(edit.path, base);
    if (typeof path !== 'string') return path;
    byPath.set(path, [...(byPath.get(path) ?? []), edit]);
  }
  const texts = new Map<string, string | null>();
  for (const [path, own] of byPath) {
    const text = applyToFile(path, await base.read(path), own);
    if (typeof text !== 'string') return text;
    texts.set(path, text);
  }
  return texts;
}

/** Whether `result` is a refusal. */
export function isRefusal(result: FileTexts | Refusal): result is Refusal {
  return 'reason' in result;
}

function allowedPath(written: string, base: EditBase): string | Refusal {
  const checked = checkWorkspacePath(written, base.paths);
  if (checked.refusal !== undefined)
    return { reason: 'outside-workspace', message: checked.refusal };
  const protection = protectionOf(checked.path, base.testFiles);
  if (protection === undefined) return checked.path;
  return {
    reason: 'protected',
    message: `${checked.path} is read-only (${protection}): fix the code that it tests or uses instead.`,
  };
}

function applyToFile(
  path: string,
  text: string | undefined,
  edits: readonly ReplyEdit[],
): string | Refusal {
  if (text === undefined) return createdText(path, edits);
  const placements: Placement[] = [];
  for (const edit of edits) {
    const placed = isBlank(edit.search) && text !== '' ? existing : placeEdit(text, edit);
    if ('problem' in placed) return doesNotApply(path, placed.problem);
    placements.push(placed);
  }
  placements.sort((a, b) => a.start - b.start);
  const overlap = placements.some((next, i) => endOf(placements[i - 1]) > next.start);
  if (overlap) return doesNotApply(path, 'two edits change the same lines; join them into one');
  return spliced(splitLines(text), placements);
}

const existing = { problem: 'the file exists already; give the lines to replace in SEARCH' };

function createdText(path: string, edits: readonly ReplyEdit[]): string | Refusal {
  const [only, ...more] = edits;
  if (only === undefined || more.length > 0 || !isBlank(only.search)) {
    return doesNotApply(
      path,
      'there is no such file; ask for it with NEED, or create it with an empty SEARCH',
    );
  }
  return only.replace.map((line) => line + usualTerminator([])).join('');
}

function doesNotApply(path: string, why: string): Refusal {
  return { reason: 'does-not-apply', message: `The edit of ${path} does not apply: ${why}.` };
}

function isBlank(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === '');
}

function endOf(placement: Placement | undefined): number {
  return placement === undefined ? 0 : placement.start + placement.length;
}

function spliced(lines: readonly string[], placements: readonly Placement[]): string {
  const result = [...lines];
  for (const { start, length, lines: added } of placements.toReversed()) {
    result.splice(start, length, ...added);
  }
  return result.join('');
}
