import type { RawFrame } from '../report/runnerEvents';

/** `path.ext:12:3`, `path.ext:12`, `path.ext(12,3)`, and Python's `File "path.ext", line 12`; bounded, because a line may have no end. */
const PLACES =
  /"([^"\n]{1,300}\.\w{1,20})", line (\d+)|([^\s:"'`()[\]<>|]{1,300}\.[A-Za-z]\w{0,20})(?::(\d+)(?::(\d+))?|\((\d+)(?:,(\d+))?\))/g;
/** More places than this tell nothing new. */
const MAX_PLACES = 20;

/** The places in these files that a text names, in its order, each once. */
export function placesIn(text: string, files: readonly string[]): readonly RawFrame[] {
  const places = [...text.matchAll(PLACES)].flatMap((match) => {
    const [, quoted, quotedLine, plain, line, column, otherLine, otherColumn] = match;
    const file = fileNamed(quoted ?? plain ?? '', files);
    const row = Number(quotedLine ?? line ?? otherLine);
    const at = Number(column ?? otherColumn);
    return file === undefined ? [] : [{ file, line: row, ...(at > 0 && { column: at }) }];
  });
  const once = new Map(places.map((place) => [JSON.stringify(place), place]));
  return [...once.values()].slice(0, MAX_PLACES);
}

/** The file that a path means: relative to the project, or absolute in any copy of it. */
export function fileNamed(written: string, files: readonly string[]): string | undefined {
  const path = written.replaceAll('\\', '/').replace(/^(file:\/\/|\.\/)/, '');
  if (files.includes(path)) return path;
  if (!path.startsWith('/') && !/^[A-Za-z]:/.test(path)) return undefined;
  return files.find((file) => path.endsWith(`/${file}`));
}
