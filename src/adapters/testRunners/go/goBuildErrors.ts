import type { RawFrame, RawProblem } from '../report/runnerEvents';
import { clipText } from '../report/clipText';

/** What one build printed, by the import path of what did not build. */
export type GoBuildTexts = ReadonlyMap<string, string>;

const HEADER = /^# \[?([^\s[\]]+)/;
const ERROR = /^(?:vet: )?([^\s:][^:\n]*\.go):(\d+)(?::(\d+))?: (.*(?:\n\t.*)*)$/gm;

/** What builds print to standard error up to Go 1.23, split at its headings. */
export function buildTextsIn(stderr: string): GoBuildTexts {
  const texts = new Map<string, string>();
  let name: string | undefined;
  for (const line of stderr.split('\n')) {
    name = HEADER.exec(line)?.[1] ?? name;
    if (name !== undefined) texts.set(name, `${texts.get(name) ?? ''}${line}\n`);
  }
  return texts;
}

/** The errors of a compiler or of vet as one problem; `home` is the folder that their paths start at, relative. */
export function buildProblem(text: string, home: string): RawProblem {
  const errors = [...text.matchAll(ERROR)].map(([, file = '', line, column, message = '']) => ({
    message,
    frame: {
      file: placeIn(home, file),
      line: Number(line),
      ...(column !== undefined && { column: Number(column) }),
    } satisfies RawFrame,
  }));
  const plain = text.replaceAll(/^#.*\n/gm, '').trim();
  const said = errors.map(({ message }) => message).join('\n');
  return {
    kind: 'compile',
    message: clipText(said === '' ? plain || 'The package did not build.' : said),
    frames: errors.map(({ frame }) => frame),
  };
}

function placeIn(home: string, file: string): string {
  const isAbsolute = /^([a-zA-Z]:)?[\\/]/.test(file);
  return isAbsolute || home === '' ? file : `${home}/${file}`;
}
