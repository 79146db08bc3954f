import type { RevisionTexts } from '../sessions/repairSession';
import { digestOf } from './digest';
import { plainTextOrNull } from './plainText';
import type { ReviewSet } from './reviewSet';

/**
 * Whether the files hold something of a revision that no test run has judged: at least one hunk was accepted, and the
 * files are not as the revision was tested, that is with its code and with the tests as they were.
 */
export function needsVerdict(
  set: ReviewSet,
  { baseline, proposed, tests }: RevisionTexts,
): boolean {
  if (!set.files.some(({ accepted }) => accepted > 0)) return false;
  return set.files.some(({ path, real }) => {
    const judged = tests.has(path) ? baseline.get(path) : proposed.get(path);
    return judged === undefined || plainTextOrNull(judged) !== real;
  });
}

/** A short name for the real files of a review as they are now. */
export function filesKey({ files }: ReviewSet): string {
  return digestOf(JSON.stringify(files.map(({ path, real }) => [path, digestOf(real)])));
}
