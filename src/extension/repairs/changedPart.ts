import type { SessionView } from '../sessions/repairSession';

/** What has to be drawn again between two views of a session: all of it, what it does just now, or nothing. */
export function changedPart(before: SessionView, after: SessionView): 'all' | 'now' | undefined {
  if (before === after) return undefined;
  const { state: old, pausedAt, running, problem, said, accepted } = before;
  const { state } = after;
  const isSame =
    pausedAt === after.pausedAt &&
    running === after.running &&
    problem === after.problem &&
    said === after.said &&
    accepted === after.accepted &&
    STEADY.every((name) => old[name] === state[name]);
  if (!isSame) return 'all';
  return old.progress === state.progress ? undefined : 'now';
}

/** What rows show and a search does not change many times a second. */
const STEADY = [
  'phase',
  'course',
  'revisions',
  'action',
  'iteration',
  'trial',
  'question',
  'diagnosis',
  'locations',
  'focus',
  'chosen',
  'outcome',
] as const;
