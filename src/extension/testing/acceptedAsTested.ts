import { plainTextOrNull } from '../review/plainText';
import { filesOf, type ReviewSet } from '../review/reviewSet';

/** Whether the code is now what a revision's tests ran on: every file of its fix is as it was proposed, and nothing was rejected. */
export function isAcceptedAsTested(
  set: ReviewSet,
  proposed: ReadonlyMap<string, string | null>,
): boolean {
  const fix = filesOf(set, 'fix');
  return (
    fix.length > 0 &&
    set.files.every(({ rejected }) => rejected === 0) &&
    fix.every(
      ({ path, accepted, real }) =>
        accepted > 0 && real === plainTextOrNull(proposed.get(path) ?? null),
    )
  );
}
