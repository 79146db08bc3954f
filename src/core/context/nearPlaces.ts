import type { FileEdit } from '../revisions/fileEdit';
import type { Place } from './place';

/** An edit this many lines from a place may still be meant for it. */
const NEAR_LINES = 5;

/** Whether any hunk touches a place or lies close to it; a new file is near, because it may be what was missing. */
export function isNearPlaces(files: readonly FileEdit[], places: readonly Place[]): boolean {
  return files.some(({ path, kind, hunks }) => {
    const own = places.filter((place) => place.path === path);
    const isNear = ({ oldStart, oldLines }: FileEdit['hunks'][number]): boolean =>
      own.some(
        ({ startRow, endRow }) =>
          oldStart <= endRow + NEAR_LINES && oldStart + oldLines.length >= startRow - NEAR_LINES,
      );
    return kind === 'create' || hunks.some(isNear);
  });
}
