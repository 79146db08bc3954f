import type { Place } from './place';
import type { SourceMap } from './sourceMap';

/** Files shown for a task that names no file. */
const MAX_FILES = 6;
/** Files that a task names are shown whole, others by their first line only. */
const SUSPICION = { named: 1, other: 0 };

/** The files that a task in words names; when it names none, the first few of `paths`. */
export async function placesForWords(
  words: string,
  sources: SourceMap,
  paths: readonly string[],
): Promise<readonly Place[]> {
  const named = paths.filter(
    (path) => words.includes(path) || words.includes(path.replace(/^.*\//, '')),
  );
  const suspiciousness = named.length > 0 ? SUSPICION.named : SUSPICION.other;
  const places: Place[] = [];
  for (const path of named.length > 0 ? named : paths) {
    const file = await sources.open(path);
    if (file === undefined) continue;
    const rows = { startRow: 0, endRow: file.endRow };
    places.push({ path, ...rows, suspiciousness, reason: 'named in the task' });
    if (places.length === MAX_FILES) break;
  }
  return places;
}
