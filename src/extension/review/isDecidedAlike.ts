import type { FileReview } from './fileReview';
import type { ReviewSet } from './reviewSet';

/** Whether two states of a review have the same proposals and decisions, whatever the real files are by now. */
export function isDecidedAlike(one: ReviewSet, other: ReviewSet): boolean {
  const { files } = other;
  if (one.files.length !== files.length) return false;
  return one.files.every((file, index) => {
    const same = files[index];
    return same !== undefined && DECIDED.every((name) => file[name] === same[name]);
  });
}

/** What remains follows from these and the real file. */
const DECIDED = [
  'path',
  'test',
  'base',
  'proposal',
  'accepted',
  'rejected',
  'known',
  'knownShown',
] as const satisfies readonly (keyof FileReview)[];
