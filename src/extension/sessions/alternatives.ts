import type { RevisionState, SessionState } from '../../core/session/sessionState';
import { isFullyGreen } from './verdictText';

/**
 * The other revisions that answer the same as this one, in order: those made from the same code, and of a green one
 * every other green one that it does not descend from. A revision that only leaves out hunks is none.
 */
export function alternativesOf(state: SessionState, number: number): readonly number[] {
  const indexed = indexOf(state.revisions);
  const own = indexed.byNumber.get(number);
  if (own === undefined || own.action === 'minimise') return [];
  const siblings = indexed.byParent.get(own.revision.parent) ?? [];
  const green = isGreen(own) ? indexed.green.filter((each) => !isKin(indexed, own, each)) : [];
  const numbers = [...siblings, ...green].map(({ revision }) => revision.number);
  return [...new Set(numbers)].filter((other) => other !== number).sort((a, b) => a - b);
}

interface Index {
  readonly byNumber: ReadonlyMap<number, RevisionState>;
  readonly byParent: ReadonlyMap<number, readonly RevisionState[]>;
  readonly green: readonly RevisionState[];
}

/** A list of revisions is replaced when it changes, never altered, and each of its rows asks for the same. */
const known = new WeakMap<readonly RevisionState[], Index>();

function indexOf(revisions: readonly RevisionState[]): Index {
  const present = known.get(revisions);
  if (present) return present;
  const proper = revisions.filter(({ action }) => action !== 'minimise');
  const byParent = new Map<number, RevisionState[]>();
  for (const each of proper) {
    const siblings = byParent.get(each.revision.parent);
    if (siblings) siblings.push(each);
    else byParent.set(each.revision.parent, [each]);
  }
  const index = {
    byNumber: new Map(revisions.map((each) => [each.revision.number, each])),
    byParent,
    green: proper.filter(isGreen),
  };
  known.set(revisions, index);
  return index;
}

function isGreen({ verdict }: RevisionState): boolean {
  return verdict !== undefined && isFullyGreen(verdict);
}

function isKin(index: Index, one: RevisionState, other: RevisionState): boolean {
  return descends(index, one, other) || descends(index, other, one);
}

function descends({ byNumber }: Index, young: RevisionState, old: RevisionState): boolean {
  let each: RevisionState | undefined = young;
  while (each && each !== old) each = byNumber.get(each.revision.parent);
  return each === old;
}
