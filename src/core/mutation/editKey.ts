import type { Mutation } from './mutation';

/** The same for mutations that lead to the same text but for spaces within lines; undefined when nothing changes. */
export function editKey(text: string, { start, end, replacement }: Mutation): string | undefined {
  const old = text.slice(start, end);
  const from = commonStart(old, replacement);
  const rest = Math.min(old.length, replacement.length) - from;
  const back = Math.min(rest, commonEnd(old, replacement));
  const removed = old.slice(from, old.length - back);
  const added = replacement.slice(from, replacement.length - back);
  if (removed === added) return undefined;
  const moved = removed === '' ? slide(text, start + from, added) : 0;
  const place = start + from + (added === '' ? slideOver(text, start + from, removed) : moved);
  const inserted = rotated(added, moved).replace(/(?<=\S) +/g, ' ');
  return `${String(place)}+${String(removed.length)}:${inserted}`;
}

function commonStart(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}

function commonEnd(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left.at(-1 - length) === right.at(-1 - length)) length += 1;
  return length;
}

/** Inserting `ab` before `a` is inserting `ba` behind it: how far an insertion can move that way. */
function slide(text: string, offset: number, added: string): number {
  let moved = 0;
  while (text[offset + moved] === added[moved % added.length] && offset + moved < text.length) {
    moved += 1;
  }
  return moved;
}

/** How far the start of a deletion can move with the same result. */
function slideOver(text: string, offset: number, removed: string): number {
  let moved = 0;
  const length = removed.length;
  while (
    text[offset + moved] === text[offset + moved + length] &&
    offset + moved + length < text.length
  ) {
    moved += 1;
  }
  return moved;
}

function rotated(text: string, by: number): string {
  const cut = text.length === 0 ? 0 : by % text.length;
  return text.slice(cut) + text.slice(0, cut);
}
