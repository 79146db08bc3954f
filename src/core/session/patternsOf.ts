import type { RevisionState } from './sessionState';

/** The patterns of fixes that the built-in search put into a revision, those of the revisions that it was made from included. */
export function patternsOf(revisions: readonly RevisionState[], number: number): readonly string[] {
  const found = revisions.find(({ revision }) => revision.number === number)?.revision;
  if (found === undefined) return [];
  const own = found.pattern === undefined ? [] : [found.pattern];
  return [...patternsOf(revisions, found.parent), ...own];
}
