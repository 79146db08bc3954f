import type { SessionView } from './repairSession';

/** Sessions in the order of their list: the one that runs, however old it is, then the newest first. */
export function inOrder<T extends { readonly view: SessionView }>(sessions: readonly T[]): T[] {
  return [...sessions].sort(({ view: a }, { view: b }) => {
    if (a.running !== b.running) return a.running ? -1 : 1;
    return a.id < b.id ? 1 : -1;
  });
}
